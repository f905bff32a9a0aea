import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The absolute path of the file for `node --require`, which makes names below localhost loopback in that process. */
export function loopbackPreload(): string {
  return join(dirname(fileURLToPath(import.meta.url)), '..', 'loopback.cjs')
}
