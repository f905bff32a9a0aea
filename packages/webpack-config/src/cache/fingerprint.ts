import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const LOCK_FILES = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock']
const TOOLS = ['webpack', 'minimizer-webpack-plugin', 'swc-loader', '@swc/core']

const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile() && /\.(?:[cm]?js|ts|json)$/.test(entry.name))
        // Of a prebuilt library the description is enough: it holds the digest of what it is made of.
        .filter(entry => !(entry.name.endsWith('.cjs') && entry.parentPath.endsWith('prebuilt')))
        .map(entry => join(entry.parentPath, entry.name))
        .sort()
    : []

const nearestLockFile = (folder: string): string | undefined => {
  for (let at = folder; ; at = dirname(at)) {
    const found = LOCK_FILES.map(name => join(at, name)).find(existsSync)
    if (found !== undefined || dirname(at) === at) return found
  }
}

/** The folders of this package that a bundle depends on. */
const ours = (): string[] =>
  ['..', '../../runtime', '../../dist/prebuilt'].map(path => fileURLToPath(new URL(path, import.meta.url)))

/**
 * Of all that turns sources into a bundle: Node, the tools, this package as it is, what was installed.
 *
 * @param toolchain.node the version of Node
 * @param toolchain.folders what of this package counts
 */
export const fingerprint = (
  folder: string,
  { node = process.version, folders = ours() }: { node?: string; folders?: readonly string[] } = {}
): string => {
  const hash = createHash('sha1').update(node)
  const ask = createRequire(import.meta.url)
  for (const name of TOOLS) hash.update((ask(`${name}/package.json`) as { version: string }).version)
  const lock = nearestLockFile(folder)
  for (const file of [...new Set(folders.flatMap(filesBelow)), ...(lock === undefined ? [] : [lock])])
    hash.update(`\n${file}\n`).update(readFileSync(file))
  return hash.digest('hex')
}
