import { join } from 'node:path'
import type { Launch, Launcher } from '../launcher.js'
import { preloadArguments } from '../preloads.js'
import { notStarted, startProcess } from '../start-process.js'

/** Starts Node itself for one job. Throws `RunnerError`. */
export const startPlain = async ({ folder, entry, environment }: Launch) => {
  // As arguments and not as NODE_OPTIONS: the job's environment stays what the real stack gives.
  const args = [...preloadArguments(), join(folder, entry ?? 'index.js')]
  try {
    return await startProcess({ file: process.execPath, args, folder, environment })
  } catch (error) {
    throw notStarted(error)
  }
}

/** The profile `plain`: a process of Node with the rights of the stack's own user, held by its time alone. */
export const plainLauncher = (): Launcher => ({
  profile: 'plain',
  environment: given => given,
  start: startPlain,
  close: () => Promise.resolve()
})
