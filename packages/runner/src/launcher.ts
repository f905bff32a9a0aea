import type { ChildProcess } from 'node:child_process'

/** How jobs are held: `plain` by nothing but their time, `prod` as in production, `cmd` as the user's launcher does. */
export type Profile = 'plain' | 'prod' | 'cmd'

/** A process that runs, with its output as streams. */
export type JobProcess = ChildProcess & {
  pid: number
  stdout: NodeJS.ReadableStream
  stderr: NodeJS.ReadableStream
}

/** What is run. */
export interface Launch {
  folder: string
  /** The file of the folder that is run instead of `index.js`. */
  entry?: string
  /** What `Launcher.environment` answered. */
  environment: Record<string, string>
}

/** Starts the programs of jobs, each in a process group of its own, without input. One file per profile makes one. */
export interface Launcher {
  readonly profile: Profile
  /** What the program gets of the variables that the stack gives, and what it gets besides. */
  environment(given: Record<string, string>): Record<string, string>
  /** Throws `RunnerError`. */
  start(launch: Launch): Promise<JobProcess>
  /** Ends what stands ready; what runs is the caller's. */
  close(): Promise<void>
}
