import { checkLauncher, findLauncher } from '../../../launcher/check-launcher.js'
import { isAtLeast } from '../ask-program.js'
import type { Check, Finding } from '../finding.js'

const LEAST = '20.19'

const ownNode = (): Finding => {
  const found = process.versions.node
  return isAtLeast(found, LEAST)
    ? { name: 'Node', state: 'ok', found }
    : { name: 'Node', state: 'broken', found, todo: `Install Node ${LEAST} or newer.` }
}

/** The other remarks are on jobs that run and seem to have done well. */
const keepsJobsFromRunning = (remark: string): boolean => /will not find|will fail/.test(remark)

/** The Node that runs this, and the one that a launcher finds: it gets no PATH, so its shell looks in places of its own. */
export const checkNode: Check = async ({ configuration, url, context }) => {
  const written = configuration?.launcher
  if (written === undefined) return [ownNode()]
  const path = await findLauncher(written, context)
  const remarks = await checkLauncher(path, url.hostname, context.signal)
  const launcher: Finding[] =
    remarks.length === 0
      ? [{ name: 'Launcher', state: 'ok', found: path }]
      : remarks.map(todo => ({
          name: 'Launcher',
          state: keepsJobsFromRunning(todo) ? 'broken' : 'warning',
          found: path,
          todo
        }))
  return [ownNode(), ...launcher]
}
