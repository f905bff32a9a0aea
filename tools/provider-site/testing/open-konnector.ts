import { createHarness, type Harness, type HarnessOptions, type RunResult } from '@cozy-jobs/fixtures'
import { build } from '@cozy-jobs/webpack-config'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../stack-process/stack-process.mjs'

/** A konnector that was built from `apps/`, in a folder of its own, until `remove` is called. */
export interface BuiltExample {
  /**
   * Installs it on a stack in memory, with other parameters than those of its manifest.
   *
   * @param auth what the owner has entered
   */
  open(
    parameters: object,
    auth: object,
    more?: object,
    options?: Partial<HarnessOptions>
  ): Promise<Harness & { account: string }>
  folder: string
  remove(): void
}

/** Builds `apps/NAME`. */
export const buildExample = async (name: string): Promise<BuiltExample> => {
  const folder = mkdtempSync(join(tmpdir(), `cozy-jobs-${name}-`))
  const source = join(ROOT, 'apps', name)
  for (const entry of ['src', 'manifest.konnector', 'icon.svg', 'package.json'])
    cpSync(join(source, entry), join(folder, entry), { recursive: true })
  // Where the packages are found from: a folder of the system has none.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  await build(folder, { mode: 'development' })
  const manifestFile = join(folder, 'build/manifest.konnector')
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as { slug: string }
  const account = `${manifest.slug}-account`
  return {
    folder,
    async open(parameters, auth, more = {}, options = {}) {
      writeFileSync(manifestFile, JSON.stringify({ ...manifest, parameters }))
      const documents = {
        'io.cozy.accounts': [
          {
            _id: account,
            account_type: manifest.slug,
            name: manifest.slug,
            folderId: 'io.cozy.files.root-dir',
            auth,
            ...more
          }
        ]
      }
      const harness = await createHarness({ folder, fixture: documents, ...options })
      return { ...harness, account }
    },
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}

/** What the log said last of what went wrong. */
export const criticalOf = ({ records }: RunResult): Record<string, unknown> | undefined =>
  records.findLast(({ type }) => type === 'critical') as Record<string, unknown> | undefined
