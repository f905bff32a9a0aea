import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { askProgram } from '../ask-program.js'
import type { Check } from '../finding.js'

const LOCK_FILES = { npm: 'package-lock.json', yarn: 'yarn.lock' } as const
type Manager = keyof typeof LOCK_FILES

const lockedIn = (folder: string): Manager[] => {
  const found = (Object.keys(LOCK_FILES) as Manager[]).filter(name =>
    existsSync(join(folder, LOCK_FILES[name]))
  )
  const up = dirname(folder)
  return found.length > 0 || up === folder || existsSync(join(folder, '.git')) ? found : lockedIn(up)
}

/** The one to install a folder's packages with. */
export const managerOf = (folder: string): Manager => lockedIn(folder)[0] ?? 'npm'

/** The one whose lock file is there: continuous integration installs with it. */
export const checkPackageManager: Check = async subject => {
  const name = 'Package manager'
  const locked = lockedIn(subject.folder)
  const manager = locked[0] ?? 'npm'
  const version = await askProgram(manager, ['--version'], subject)
  if (version === undefined)
    return [{ name, state: 'broken', found: `${manager} is not there`, todo: `Install ${manager}.` }]
  const found = `${manager} ${version}`
  if (locked.length > 1)
    return [
      {
        name,
        state: 'warning',
        found: `${found}, and a lock file of ${locked[1]} beside its own`,
        todo: 'Two lock files grow apart: remove the one that you do not use.'
      }
    ]
  if (locked.length === 0)
    return [
      {
        name,
        state: 'warning',
        found: `${found}, no lock file`,
        todo: `Run "${manager} install" and commit the lock file: continuous integration installs what it says.`
      }
    ]
  return [{ name, state: 'ok', found }]
}
