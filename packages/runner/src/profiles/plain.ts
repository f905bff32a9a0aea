import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import type { JobProcess, Launch, Launcher } from '../launcher.js'
import { preloadArguments } from '../preloads.js'
import { notStarted, startProcess } from '../start-process.js'

/** What a process loads before its job, to look at what the job does. For a person who tries a job, never in production. */
export interface JobImports {
  /** URLs of modules, for `node --import`. */
  modules: readonly string[]
  /** Told of each process as it starts: `channel` is its descriptor 3, which no process that the job starts inherits. */
  onStart(channel: Duplex, environment: Readonly<Record<string, string>>): void
}

/** Starts Node itself for one job. Throws `RunnerError`. */
export const startPlain = async (launch: Launch, imports?: JobImports): Promise<JobProcess> => {
  const { folder, entry, environment } = launch
  const more = imports?.modules.flatMap(module => ['--import', module]) ?? []
  // As arguments and not as NODE_OPTIONS: the job's environment stays what the real stack gives.
  const args = [...preloadArguments(), ...more, join(folder, entry ?? 'index.js')]
  try {
    const child = await startProcess({
      file: process.execPath,
      args,
      folder,
      environment,
      ...(imports && { more: ['pipe'] })
    })
    imports?.onStart(child.stdio[3] as unknown as Duplex, environment)
    return child
  } catch (error) {
    throw notStarted(error)
  }
}

/** The profile `plain`: a process of Node with the rights of the stack's own user, held by its time alone. */
export const plainLauncher = (imports?: JobImports): Launcher => ({
  profile: 'plain',
  environment: given => given,
  start: launch => startPlain(launch, imports),
  close: () => Promise.resolve()
})
