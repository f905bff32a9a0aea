import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makeDeclarations } from './declarations.mjs'
import { publishable } from './publishable.mjs'
import { stage } from './stage.mjs'

/**
 * Packs all packages that are published into a folder: what `dist` holds (`npm run build` before) with declarations.
 *
 * @param options.repository `{ type, url }`, written into each package
 * @returns for each `{ name, version, integrity, shasum, file, contents, manifest }`
 */
export const packAll = async (into, { repository } = {}) => {
  const staged = mkdtempSync(join(tmpdir(), 'cozy-jobs-pack-'))
  try {
    const types = await makeDeclarations()
    const folders = await Promise.all(
      publishable().map(one => stage(one, { into: staged, types, repository }))
    )
    mkdirSync(into, { recursive: true })
    const { stdout } = await promisify(execFile)(
      'npm',
      ['pack', ...folders, '--json', '--pack-destination', into],
      { maxBuffer: 2 ** 26, cwd: staged }
    )
    return JSON.parse(stdout).map(
      ({ name, version, integrity, shasum, filename, files, unpackedSize }, i) => ({
        name,
        version,
        integrity,
        shasum,
        file: join(into, filename.replace('@', '').replace('/', '-')),
        contents: files.map(({ path }) => path),
        manifest: JSON.parse(readFileSync(join(folders[i], 'package.json'), 'utf8')),
        unpackedSize
      })
    )
  } finally {
    rmSync(staged, { recursive: true, force: true })
  }
}
