import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildError } from './errors.js'

/** What a job may say about its build, under `cozyJobs` in its `package.json`. */
export interface BuildSettings {
  /** By service name (`konnector` for a konnector): the source, relative to the folder. */
  sources: Record<string, string>
  /** Packages and source files whose browser code or native parts are known to do no harm. */
  allow: string[]
  /** Whether `cozy-konnector-libs` is taken from `@cozy-jobs/konnector/compat`. */
  compat: boolean
  /** The packages that the job itself asks for: none of them is replaced by a stand-in. */
  dependencies: ReadonlySet<string>
}

const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(item => typeof item === 'string')

const isTextMap = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every(item => typeof item === 'string')

const readPackage = (file: string): Record<string, unknown> => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  } catch (error) {
    throw buildError('settingsUnreadable', 'package.json', (error as Error).message)
  }
}

const dependencyNames = (content: Record<string, unknown>): Set<string> =>
  new Set(
    ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap(field =>
      Object.keys(content[field] ?? {})
    )
  )

/** The settings of the job in `folder`; a job without a `package.json` has none. */
export const readSettings = (folder: string): BuildSettings => {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return { sources: {}, allow: [], compat: false, dependencies: new Set() }
  const content = readPackage(file)
  const {
    sources = {},
    allow = [],
    compat = false
  } = (content['cozyJobs'] ?? {}) as { sources?: unknown; allow?: unknown; compat?: unknown }
  if (!isTextMap(sources)) {
    throw buildError('settingsUnreadable', 'package.json', '"sources" must map service names to paths')
  }
  if (!isTextList(allow)) {
    throw buildError(
      'settingsUnreadable',
      'package.json',
      '"allow" must be a list of package names and paths'
    )
  }
  if (typeof compat !== 'boolean') {
    throw buildError('settingsUnreadable', 'package.json', '"compat" must be true or false')
  }
  return { sources, allow, compat, dependencies: dependencyNames(content) }
}
