import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'

/** Where distributions put programs. A PATH is not asked: what holds the jobs must not come from a folder of theirs. */
const PLACES = ['/usr/bin', '/bin', '/usr/local/bin']

/** The path of a program of the system, undefined where it is not installed. */
export const findProgram = (name: string): string | undefined =>
  PLACES.map(place => join(place, name)).find(path => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
