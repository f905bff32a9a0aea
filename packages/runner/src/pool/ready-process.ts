import { spawn, type ChildProcess } from 'node:child_process'
import type { Launch, JobProcess } from '../launcher.js'
import { isGone } from '../is-gone.js'
import { preloadArguments } from '../preloads.js'
import { killGroup } from '../process-group.js'

/** The name of the entry file before the folder is known; `await-job.cjs` knows it too. */
const ENTRY = '/proc/self/cwd/index.js'

/** A process of Node that waits for one job, with all loaded that is loaded before a job's own file. */
export interface ReadyProcess {
  /** Whether it lives, and can take a job. */
  waits(): boolean
  /** Gives it its job: as if it had been started with it. */
  take(launch: Launch): JobProcess
  /** Ends it. Settled once it has. */
  end(): Promise<void>
}

const holdLoop = (child: JobProcess, hold: boolean): void => {
  const how = hold ? 'ref' : 'unref'
  for (const each of [child, child.stdin, child.stdout, child.stderr] as Record<typeof how, () => void>[]) {
    each[how]()
  }
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })

/**
 * Starts a process that waits; undefined where the system starts none at this moment. It does not keep this process
 * alive, and ends with it, however that ends: its standard input does then.
 */
export const standReady = (): ReadyProcess | undefined => {
  const child = spawn(process.execPath, [...preloadArguments(), ENTRY], {
    cwd: '/',
    env: { NODE_V8_COVERAGE: undefined },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true
  })
  child.on('error', () => undefined)
  if (child.pid === undefined) return undefined
  const process_ = child as JobProcess & { stdin: NodeJS.WritableStream }
  // It may be killed by somebody else at any moment; its end tells.
  process_.stdin.on('error', () => undefined)
  holdLoop(process_, false)
  return {
    // Node tells of an end a moment later than the system: a job given to it meanwhile would be lost.
    waits: () => child.exitCode === null && child.signalCode === null && !isGone(process_.pid),
    take: ({ folder, environment }) => {
      holdLoop(process_, true)
      process_.stdin.end(JSON.stringify({ folder, environment }))
      return process_
    },
    end: () => {
      process_.ref()
      const end = ended(child)
      killGroup(process_.pid)
      return end
    }
  }
}
