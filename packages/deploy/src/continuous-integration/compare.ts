import { CI_PATHS, continuousIntegrationFiles } from './files.js'
import { projectOf } from './header.js'
import type { CiProvider } from './project.js'

/** `current`: as it would be made today. `outdated`: made by us, or changed since. `foreign`: not ours to judge. */
export type CiFileState = 'current' | 'outdated' | 'foreign'

/**
 * Compares a file with what today's templates give for the command in its first line.
 *
 * @param text - what the file holds
 */
export const ciFileState = (provider: CiProvider, text: string): CiFileState => {
  // Git may have given the file another kind of line ends.
  const held = text.replaceAll('\r\n', '\n')
  const project = projectOf(held)
  if (!project) return 'foreign'
  try {
    return continuousIntegrationFiles(project)[CI_PATHS[provider]] === held ? 'current' : 'outdated'
  } catch {
    return 'outdated'
  }
}
