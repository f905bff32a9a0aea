import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '../git/run-git.js'
import type { Transport } from '../remote/transport.js'
import { bytesOf, type FolderEntry } from './read-folder.js'

/** A path as git reads it from a list with one on each line. */
const quoted = (path: string): string =>
  `"${path.replace(/[^ !#-[\]-~]/g, byte => `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`)}"`

/** Git hashes files: what a link leads to is written to one of its own first. */
const contentsOf = async (
  folder: string,
  entries: readonly FolderEntry[],
  aside: string
): Promise<string[]> => {
  const top = Buffer.from(folder).toString('latin1')
  await mkdir(aside, { recursive: true })
  return Promise.all(
    entries.map(async ({ path, target }, index) => {
      if (target === undefined) return `${top}/${path}`
      const file = join(aside, String(index))
      await writeFile(file, bytesOf(target))
      return Buffer.from(file).toString('latin1')
    })
  )
}

/** Writes the files of a folder into the transport, each byte as it is, and answers their tree. */
export const writeTree = async (
  folder: string,
  entries: readonly FolderEntry[],
  { place, folder: beside }: Transport
): Promise<string> => {
  const contents = await contentsOf(folder, entries, join(beside, 'links'))
  const list = contents.map(path => `${quoted(path)}\n`).join('')
  const hashes = (await git(['hash-object', '-w', '--no-filters', '--stdin-paths'], place, list)).split('\n')
  const index = entries.map(({ path, mode }, at) => `${mode} ${hashes[at]}\t${path}\0`).join('')
  await git(['update-index', '-z', '--index-info'], place, bytesOf(index))
  return git(['write-tree'], place)
}
