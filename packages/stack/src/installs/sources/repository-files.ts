import { lstat, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { INSTALL_ERRORS } from '../errors.js'
import { sourceFiles, type SourceFile } from '../source-files.js'
import type { CodeLimits } from './source.js'

/**
 * All files of a clone. A link is followed where it stays within the repository, as on the real stack; one that leads
 * outside of it, or into git's own folder, is refused: who writes a repository shall not read the machine.
 */
export const repositoryFiles = async (folder: string, limits: CodeLimits): Promise<SourceFile[]> => {
  const root = await realpath(folder)
  const files = await sourceFiles(root, async link => {
    const target = await realpath(link)
    const isInside = target.startsWith(root + sep) && !target.startsWith(join(root, '.git'))
    if (!isInside) throw INSTALL_ERRORS.linkOutside(link.slice(root.length + 1))
  })
  if (files.length > limits.files) throw INSTALL_ERRORS.tooLarge()
  let size = 0
  for (const { absolute } of files) size += (await lstat(absolute)).size
  if (size > limits.unpacked) throw INSTALL_ERRORS.tooLarge()
  return files
}
