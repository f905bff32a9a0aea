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

/** Told of each link that leads to something, before it is followed; throws for one that may not be. */
export type CheckLink = (link: string) => Promise<void>

const walk = async (
  folder: string,
  below: string,
  above: readonly string[],
  checkLink: CheckLink
): Promise<SourceFile[]> => {
  const here = await realpath(folder)
  if (above.includes(here)) return []
  const entries = await readdir(folder, { withFileTypes: true })
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  const found = await Promise.all(
    entries.map(async (entry): Promise<SourceFile[]> => {
      const { name } = entry
      const absolute = join(folder, name)
      const path = below === '' ? name : `${below}/${name}`
      const isLink = entry.isSymbolicLink()
      // A link to nothing holds nothing.
      const info = await (isLink ? stat(absolute).catch(() => undefined) : stat(absolute))
      if (!info) return []
      if (isLink) await checkLink(absolute)
      if (info.isDirectory()) {
        return name === '.git' ? [] : walk(absolute, path, [...above, here], checkLink)
      }
      if (!info.isFile()) return []
      return [{ path, absolute, stamp: `${info.size} ${info.mtimeMs} ${info.ctimeMs} ${info.ino}` }]
    })
  )
  return found.flat()
}

/**
 * All files below a folder, `.git` left out, in a fixed order. Links are followed, as the real stack does; one that
 * leads back up would never end.
 */
export const sourceFiles = (
  folder: string,
  checkLink: CheckLink = () => Promise.resolve()
): Promise<SourceFile[]> => walk(folder, '', [], checkLink)

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

/** Copies files below a folder, as they are now; what was there before is replaced. */
export const copyFiles = async (files: readonly SourceFile[], target: string): Promise<void> => {
  await mkdir(target, { recursive: true })
  for (const folder of new Set(files.map(({ path }) => dirname(path)))) {
    await mkdir(join(target, folder), { recursive: true })
  }
  for (const { path, absolute } of files) await copyFile(absolute, join(target, path))
}
