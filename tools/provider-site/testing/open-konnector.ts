import { createHarness, type Harness, type HarnessOptions, type RunResult } from '@cozy-jobs/fixtures'
import { build } from '@cozy-jobs/webpack-config'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { ROOT } from '../../stack-process/stack-process.mjs'

/** A job of `apps/`, built in a folder of its own until `remove` is called. */
export interface BuiltCopy {
  folder: string
  /** Gives a konnector other parameters than those of its manifest, from its next installation on. */
  setParameters(parameters: object): void
  remove(): void
}

const LEFT_OUT = ['build', 'data', 'evidence', 'fixtures', 'konnector-dev-config.json', 'node_modules']

/** Builds a copy of `apps/NAME`, after what `change` does to its folder. */
export const buildCopy = async (
  name: string,
  parameters?: object,
  change: (folder: string) => void = () => undefined
): Promise<BuiltCopy> => {
  const folder = mkdtempSync(join(tmpdir(), `cozy-jobs-${name}-`))
  cpSync(join(ROOT, 'apps', name), folder, {
    recursive: true,
    filter: source => !LEFT_OUT.includes(basename(source))
  })
  // Where the packages are found from: a folder of the system has none.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  change(folder)
  await build(folder, { mode: 'development' })
  const file = join(folder, 'build/manifest.konnector')
  const manifest = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : {}
  const setParameters = (changed: object): void =>
    writeFileSync(file, JSON.stringify({ ...manifest, parameters: changed }))
  if (parameters) setParameters(parameters)
  return { folder, setParameters, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/**
 * Installs a built konnector on a stack in memory, with an account.
 *
 * @param auth what the owner has entered
 * @param more further attributes of the account
 */
export const openKonnector = async (
  copy: BuiltCopy,
  slug: string,
  { parameters, auth, more = {} }: { parameters: object; auth: object; more?: object },
  options: Partial<HarnessOptions> = {}
): Promise<Harness & { account: string }> => {
  copy.setParameters(parameters)
  const account = `${slug}-account`
  const document = { _id: account, account_type: slug, name: slug, folderId: ROOT_FOLDER, auth, ...more }
  const harness = await createHarness({
    folder: copy.folder,
    fixture: { 'io.cozy.accounts': [document] },
    ...options
  })
  return { ...harness, account }
}

/** The id that the root has in every Cozy. */
export const ROOT_FOLDER = 'io.cozy.files.root-dir'

/** What the log said last of what went wrong. */
export const criticalOf = ({ records }: RunResult): Record<string, unknown> | undefined =>
  records.findLast(({ type }) => type === 'critical')
