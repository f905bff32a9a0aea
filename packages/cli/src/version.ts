import { readFileSync } from 'node:fs'

interface Package {
  version: string
}

/** The version of this package. */
export const VERSION = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Package
).version
