import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { RunnerError } from '../errors.js'
import { makeTagged, removeRunFolder } from '../run-folder.js'
import { prodLauncher } from './prod.js'

/**
 * Runs nothing in the sandbox of the profile `prod`. Throws `RunnerError` with the system's own words where that fails:
 * some systems allow no user namespaces, some containers no mounts.
 */
export const checkSandbox = async (): Promise<void> => {
  const launcher = prodLauncher()
  const folder = await makeTagged('cozy-jobs-sandbox')
  try {
    await writeFile(join(folder, 'index.js'), '')
    const child = await launcher.start({ folder, environment: {} })
    child.stdout.resume()
    const [words] = await Promise.all([text(child.stderr), once(child, 'close')])
    if (child.exitCode !== 0) {
      throw new RunnerError('sandbox_refused', words.trim() || `exit code ${child.exitCode}`)
    }
  } finally {
    await removeRunFolder(folder)
  }
}
