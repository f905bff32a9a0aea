import type { Context } from '../context.js'
import type { Configuration } from './configuration.js'
import { readAdminSecret } from './admin-secret.js'
import { findConfigurationFiles } from './find-files.js'
import { ignoredNames } from './ignored-names.js'
import { Problems } from './problems.js'
import { readYaml } from './read-yaml.js'
import { SETTINGS, variableOf, type Setting, type SettingName, type SettingValues } from './settings/table.js'
import { at, isUnset, merged, type Tree } from './tree.js'

/** What was typed: undefined where nothing was. */
export type Typed = Readonly<Record<string, string | number | boolean | undefined>>

export interface Read {
  configuration: Configuration
  /** The files that were read, the last one on top. */
  files: string[]
  /** What is worth a remark, each a sentence or more. */
  remarks: string[]
}

/** Where a setting comes from: what was typed, else the environment, else the file. */
function sourceOf(
  { path, option }: Setting<unknown>,
  typed: Typed,
  env: Context['env'],
  file: Tree | undefined
): Tree | undefined {
  const given = option === undefined ? undefined : typed[option]
  // A flag that was not typed is false; there is no way to type that it is not so.
  if (given !== undefined && given !== false) return { place: `--${option}`, value: given }
  const variable = variableOf(path)
  if (env[variable]) return { place: variable, value: env[variable] }
  return at(file, path)
}

function valuesOf(
  typed: Typed,
  env: Context['env'],
  file: Tree | undefined,
  problems: Problems
): SettingValues {
  const valueOf = <T>(setting: Setting<T>): T => {
    const tree = sourceOf(setting, typed, env, file)
    if (tree === undefined || isUnset(tree)) return setting.unset
    return setting.read(tree, setting.path, problems) ?? setting.unset
  }
  const names = Object.keys(SETTINGS) as SettingName[]
  return Object.fromEntries(
    names.map(name => [name, valueOf(SETTINGS[name] as Setting<unknown>)])
  ) as SettingValues
}

const configurationOf = (values: SettingValues, adminSecret = ''): Configuration => ({
  port: values.port,
  adminPort: values.adminPort,
  files: values.files,
  couchdb: values.couchdb,
  launcher: values.launcher,
  logLevel: values.logLevel,
  stack: {
    adminSecret,
    contexts: values.contexts,
    registries: values.registries,
    clouderies: values.clouderies,
    subdomains: values.subdomains,
    cspAllowlist: values.csp.all,
    cspAllowlistByContext: values.csp.byContext,
    flagship: { contexts: values.flagship },
    disableCsp: values.disableCsp,
    mail: {
      noreplyAddress: values.noreplyAddress,
      noreplyName: values.noreplyName,
      replyTo: values.replyTo
    },
    remote: { doctypes: values.doctypes, customPort: values.customPort, assets: values.remoteAssets },
    jobs: {
      workers: values.workers === 'none' ? {} : values.workers,
      allowlist: values.workers === 'none' || values.allowlist,
      defaultDurationToKeep: values.keep
    },
    history: { maxAge: values.historyAge, maxBytes: values.historySize * 1024 * 1024 },
    versioning: {
      maxNumberOfVersionsToKeep: values.versions,
      minDelayBetweenTwoVersions: values.versionDelay
    }
  }
})

/** The configuration where nobody says anything. */
export const DEFAULTS: Configuration = configurationOf(
  Object.fromEntries(Object.entries(SETTINGS).map(([name, { unset }]) => [name, unset])) as SettingValues
)

/**
 * Reads the configuration of a stack: flags win over the environment, the environment over the file. Throws one
 * `CliError` that names all wrong values, with file, line and column.
 */
export async function readConfiguration(
  typed: Typed,
  { cwd, env }: Pick<Context, 'cwd' | 'env'>,
  asked?: string
): Promise<Read> {
  const files = await findConfigurationFiles(asked, { cwd, env })
  const problems = new Problems()
  let file: Tree | undefined
  for (const name of files) {
    const tree = await readYaml(name, env)
    const ignored = ignoredNames(tree)
    if (ignored.length > 0) problems.remark(`Ignored in ${name}: ${ignored.join(', ')}.`)
    file = file ? merged(file, tree) : tree
  }
  const values = valuesOf(typed, env, file, problems)
  const adminSecret = await readAdminSecret(values.adminSecret, { cwd, env }, problems)
  problems.check()
  return { configuration: configurationOf(values, adminSecret), files, remarks: problems.remarks }
}
