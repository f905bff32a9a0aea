import { build } from '@cozy-jobs/webpack-config'
import fixturify from 'fixturify'
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const modules = fileURLToPath(new URL('../../../../node_modules', import.meta.url))

/** A konnector that was built into one file, in a folder of its own until `remove` is called. */
export interface BuiltKonnector {
  folder: string
  file: string
  remove(): void
}

/** Builds a konnector from its source. */
export const buildKonnector = async (
  source: string,
  manifest: object,
  mode: 'production' | 'development' = 'development'
): Promise<BuiltKonnector> => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cozy-jobs-konnector-')))
  fixturify.writeSync(folder, {
    'manifest.konnector': JSON.stringify(manifest),
    src: { 'index.ts': source }
  })
  symlinkSync(modules, join(folder, 'node_modules'))
  await build(folder, { mode })
  return {
    folder,
    file: join(folder, 'build/index.js'),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}
