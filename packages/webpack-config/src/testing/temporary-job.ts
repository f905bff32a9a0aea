import fixturify, { type DirJSON } from 'fixturify'
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const modules = fileURLToPath(new URL('../../../../node_modules', import.meta.url))

/** A web app's manifest with these services: name → `file`. */
export const webappWith = (services: Record<string, string>, more: object = {}): string =>
  JSON.stringify({
    slug: 'sample',
    services: Object.fromEntries(
      Object.entries(services).map(([name, file]) => [name, { type: 'node', file }])
    ),
    ...more
  })

/** Writes a job into a new folder, with this workspace's packages at hand, and removes it once `use` is done. */
export const withJob = async <Result>(
  tree: DirJSON,
  use: (folder: string) => Result | Promise<Result>
): Promise<Result> => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cozy-jobs-build-')))
  try {
    fixturify.writeSync(folder, tree)
    symlinkSync(modules, join(folder, 'node_modules'))
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
