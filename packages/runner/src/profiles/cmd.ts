import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { RunnerError } from '../errors.js'
import type { Launcher } from '../launcher.js'
import { notStarted, startProcess } from '../start-process.js'
import { codeOf } from '../system-error.js'
import { coverInheritedFiles } from './inherited-files.js'

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

const explain = (error: unknown, command: string): RunnerError => {
  const code = codeOf(error)
  if (code === 'ENOENT') return new RunnerError('launcher_missing', command)
  if (code === 'EACCES' || code === 'ENOEXEC') {
    return new RunnerError(isFolder(command) ? 'launcher_is_folder' : 'launcher_not_executable', command)
  }
  return notStarted(error)
}

/**
 * The profile `cmd`: a launcher of the user's own, `konnectors.cmd` of cozy.yaml. Its argument is the run folder, or the
 * file to run where that is not `index.js`. A name without a slash is looked up by the system; a path is the caller's.
 */
export const cmdLauncher = (command: string): Launcher => {
  const file = command.includes('/') ? resolve(command) : command
  return {
    profile: 'cmd',
    environment: given => given,
    start: async ({ folder, entry, environment }) => {
      const args = [entry ? join(folder, entry) : folder]
      const cover = coverInheritedFiles()
      try {
        return await startProcess({ file, args, folder, environment, more: cover.stdio })
      } catch (error) {
        throw explain(error, command)
      } finally {
        cover.done()
      }
    },
    close: () => Promise.resolve()
  }
}
