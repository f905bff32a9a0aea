import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * A release of somebody else's package, fetched to be the only one that the registry has of it.
 *
 * @param spec `NAME@VERSION`
 */
export const pinRelease = async (spec, into) => {
  const { stdout } = await run('npm', ['pack', spec, '--json', '--pack-destination', into], { cwd: into })
  const [{ name, version, integrity, shasum, filename }] = JSON.parse(stdout)
  const file = join(into, filename)
  const manifest = await run('tar', ['-xOzf', file, 'package/package.json'])
  return { name, version, integrity, shasum, file, manifest: JSON.parse(manifest.stdout) }
}
