import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { GeneratorError } from '../errors.js'

export const COMPAT_ACT = 'move the konnector over'

/** A `package.json`, as far as it is looked at. */
export interface PackageJson {
  name?: string
  main?: string
  scripts?: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  jest?: unknown
  cozyJobs?: Record<string, unknown>
  [member: string]: unknown
}

/** A repository of the cozy-konnector-template kind. */
export interface OldKonnector {
  /** Absolute. */
  folder: string
  packageJson: PackageJson
  /** Contents of the files that a move may change or remove, by path; those that are there. */
  files: Record<string, Uint8Array>
  /** What the sources ask for beside Node's own modules. */
  imports: ReadonlySet<string>
}

/** What may change or go. `src/` is not among it. */
const TOUCHED = [
  'package.json',
  '.gitignore',
  '.travis.yml',
  '.eslintrc',
  '.eslintrc.json',
  'babel.config.json',
  'babel.config.js',
  'webpack.config.js',
  'eslint.config.mjs',
  '.github/workflows/ci-cd.yml',
  '.github/workflows/ci.yml',
  'github_deploy_key.enc',
  'bin/generate_travis_deploy_key',
  'bin/generate_travis_deploy_key.ps1',
  'bin/init_github_action',
  'docs/migrate_to_github_action.md'
]

const refuse = (why: string): GeneratorError =>
  new GeneratorError(`Failed to ${COMPAT_ACT}: ${why} Nothing was written.`)

const readJsonObject = (folder: string, name: string): Record<string, unknown> => {
  const path = join(folder, name)
  if (!existsSync(path)) throw refuse(`there is no ${name} here. Go to the folder of a konnector.`)
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch {
    // Told below.
  }
  throw refuse(`${name} is no JSON object. Mend it first.`)
}

const IMPORT = /(?:\brequire\(\s*|\bfrom\s+|^import\s+)['"]([^'".][^'"]*)['"]/gm

const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')

const importsOf = (folder: string): Set<string> => {
  const root = join(folder, 'src')
  if (!existsSync(root)) throw refuse('there is no src/ here. Go to the folder of a konnector.')
  const sources = readdirSync(root, { recursive: true, withFileTypes: true }).filter(
    entry => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name)
  )
  const texts = sources.map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  return new Set(texts.flatMap(text => [...text.matchAll(IMPORT)].map(([, name = '']) => packageOf(name))))
}

/**
 * Reads the konnector of a folder.
 *
 * @throws GeneratorError where it is none that runs on cozy-konnector-libs, or where it was moved over before
 */
export const readOldKonnector = (folder: string): OldKonnector => {
  const manifest = readJsonObject(folder, 'manifest.konnector')
  const packageJson = readJsonObject(folder, 'package.json') as PackageJson
  if (packageJson.cozyJobs?.['compat'] === true)
    throw refuse('it was moved over before: package.json says "cozyJobs": { "compat": true }.')
  const asked = { ...packageJson.dependencies, ...packageJson.devDependencies }
  if ('cozy-clisk' in asked || manifest['clientSide'] === true)
    throw refuse(
      'it runs in the flagship app (cozy-clisk), which is no Node program. Keep it as it is: there is nothing for it here.'
    )
  if (!('cozy-konnector-libs' in asked))
    throw refuse(
      'package.json does not ask for cozy-konnector-libs, so it is not of the cozy-konnector-template kind. Make a new one beside it: yo cozy:konnector.'
    )
  const present = TOUCHED.filter(path => existsSync(join(folder, path)))
  const files = Object.fromEntries(present.map(path => [path, readFileSync(join(folder, path))]))
  return { folder, packageJson, files, imports: importsOf(folder) }
}
