import { askProgram, isAtLeast, versionIn } from '../ask-program.js'
import type { Check } from '../finding.js'

const LEAST = '2.32'

/** What installs from `git://` addresses and deploys builds. */
export const checkGit: Check = async subject => {
  const said = await askProgram('git', ['--version'], subject)
  const version = said && versionIn(said)
  const name = 'git'
  if (version === undefined || version === '')
    return [{ name, state: 'broken', found: 'not there', todo: `Install git ${LEAST} or newer.` }]
  return isAtLeast(version, LEAST)
    ? [{ name, state: 'ok', found: version }]
    : [
        {
          name,
          state: 'warning',
          found: version,
          todo: `"cozy-jobs deploy" needs git ${LEAST}: install a newer one.`
        }
      ]
}
