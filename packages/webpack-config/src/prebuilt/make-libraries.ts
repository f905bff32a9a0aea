import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readDescription } from './description.js'
import { LIBRARIES, type Library } from './libraries.js'
import { locate, packageFolder } from './locate.js'
import { makeLibrary } from './make-library.js'

const OURS = [
  'prebuilt/libraries',
  'prebuilt/make-library',
  'prebuilt/describe-modules',
  'module-rules',
  'swc-minimizer',
  'define-environment',
  'cheerio-without-fetch',
  'stand-ins'
]
const TOOLS = ['webpack', 'minimizer-webpack-plugin', '@swc/core']

/** Of all that makes a prebuilt file, but for what it is made of. */
const stampOfToday = (): string => {
  const hash = createHash('sha1')
  const base = new URL('..', import.meta.url)
  for (const name of OURS) hash.update(readFileSync(new URL(`${name}.js`, base)))
  const runtime = fileURLToPath(new URL('../runtime/', base))
  for (const name of readdirSync(runtime).sort()) hash.update(name).update(readFileSync(join(runtime, name)))
  const ask = createRequire(import.meta.url)
  for (const name of TOOLS) hash.update((ask(`${name}/package.json`) as { version: string }).version)
  return hash.digest('hex')
}

const isFresh = ({ name, packages: [main = name] }: Library, folder: string, stamp: string): boolean => {
  const description = readDescription(name)
  const first = packageFolder(main, folder)
  if (!description || description.stamp !== stamp || first === undefined) return false
  return locate(description, first) !== undefined
}

/**
 * Makes every prebuilt library that is absent or not of today, and leaves the others as they are.
 *
 * @param folder of the package whose dependencies are bundled
 * @returns the names of those that were made
 */
export const makeLibraries = async (folder: string): Promise<string[]> => {
  const stamp = stampOfToday()
  const stale = LIBRARIES.filter(library => !isFresh(library, folder, stamp))
  for (const library of stale) await makeLibrary(library, folder, stamp)
  return stale.map(({ name }) => name)
}
