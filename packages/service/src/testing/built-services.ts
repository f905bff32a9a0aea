import { build } from '@cozy-jobs/webpack-config'
import fixturify from 'fixturify'
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const modules = fileURLToPath(new URL('../../../../node_modules', import.meta.url))

/** Services built from these sources, in a folder of their own until `remove` is called. */
export interface BuiltServices {
  file(name: string): string
  remove(): void
}

/** Builds services from their sources, name → TypeScript; `runService` is imported in each. */
export const buildServices = async (
  sources: Record<string, string>,
  mode: 'production' | 'development' = 'development'
): Promise<BuiltServices> => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cozy-jobs-service-')))
  const names = Object.keys(sources)
  fixturify.writeSync(folder, {
    'manifest.webapp': JSON.stringify({
      services: Object.fromEntries(names.map(name => [name, { type: 'node', file: `${name}.js` }]))
    }),
    src: Object.fromEntries(
      names.map(name => [`${name}.ts`, `import { runService } from '@cozy-jobs/service'\n${sources[name]}`])
    )
  })
  symlinkSync(modules, join(folder, 'node_modules'))
  await build(folder, { mode })
  return {
    file: name => join(folder, 'build', `${name}.js`),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}
