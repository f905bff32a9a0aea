import { createHash, type Hash } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** One file of a source. */
export interface SourceFile {
  /** Below the source, with `/`. */
  path: string
  absolute: string
  /** Changes whenever the file may have. */
  stamp: string
}

/** Links are followed, as the real stack does; one that leads back up would never end. */
const walk = async (folder: string, below: string, above: readonly string[]): Promise<SourceFile[]> => {
  const here = await realpath(folder)
  if (above.includes(here)) return []
  const names = (await readdir(folder)).sort()
  const found = await Promise.all(
    names.map(async (name): Promise<SourceFile[]> => {
      const absolute = join(folder, name)
      const path = below === '' ? name : `${below}/${name}`
      const info = await stat(absolute)
      if (info.isDirectory()) return name === '.git' ? [] : walk(absolute, path, [...above, here])
      if (!info.isFile()) return []
      return [{ path, absolute, stamp: `${info.size} ${info.mtimeMs} ${info.ctimeMs} ${info.ino}` }]
    })
  )
  return found.flat()
}

/** All files below a folder, `.git` left out, in a fixed order. */
export const sourceFiles = (folder: string): Promise<SourceFile[]> => walk(folder, '', [])

const addText = (hash: Hash, text: string): void => void hash.update(`${text.length} ${text}\n`)

/** Cheap: equal as long as no file has been touched. */
export const stampOf = (files: readonly SourceFile[]): string => {
  const hash = createHash('md5')
  for (const { path, stamp } of files) addText(hash, `${path} ${stamp}`)
  return hash.digest('hex')
}

/** Reads every file: equal as long as their contents are. */
export const digestOf = async (files: readonly SourceFile[]): Promise<string> => {
  const hash = createHash('md5')
  for (const { path, absolute } of files) {
    addText(hash, path)
    const content = await readFile(absolute)
    addText(hash, String(content.length))
    hash.update(content)
  }
  return hash.digest('hex')
}

export const copyFiles = async (files: readonly SourceFile[], target: string): Promise<void> => {
  await mkdir(target, { recursive: true })
  for (const folder of new Set(files.map(({ path }) => dirname(path)))) {
    await mkdir(join(target, folder), { recursive: true })
  }
  for (const { path, absolute } of files) await copyFile(absolute, join(target, path))
}
