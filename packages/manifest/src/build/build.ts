import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'

/** The files that are installed, by their paths from the root of the build, with forward slashes. */
export interface Build {
  folder: string
  /** Sorted. */
  files: readonly string[]
  has(path: string): boolean
  hasFolder(path: string): boolean
  read(path: string): string
}

/** A path as the stack takes it: from the root of the build, with or without the slash before it. */
export const fromRoot = (path: string): string => posix.join('/', path).slice(1)

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(file => !file.startsWith('node_modules/'))
    .sort()

/** Lists a build; a folder that is not there is an empty one. */
export const openBuild = (folder: string): Build => {
  const files = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? filesBelow(folder) : []
  const known = new Set(files)
  return {
    folder,
    files,
    has: path => known.has(fromRoot(path)),
    hasFolder: path => {
      const name = fromRoot(path)
      return name === '' || name === '.' || files.some(file => file.startsWith(`${name.replace(/\/$/, '')}/`))
    },
    read: path => readFileSync(join(folder, fromRoot(path)), 'utf8')
  }
}
