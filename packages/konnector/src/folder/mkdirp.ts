import { posix } from 'node:path'
import type { CozyFile, CozyStack } from '../cozy/api.js'

/**
 * Makes a folder and all those above it that are not there yet.
 *
 * @param components joined by slashes; a leading slash may be left out
 * @example await mkdirp(stack, '/Administrative', 'Hello', '2026')
 */
export const mkdirp = (
  { files }: Pick<CozyStack, 'files'>,
  ...components: readonly string[]
): Promise<CozyFile> => files.mkdirp(posix.join('/', ...components))
