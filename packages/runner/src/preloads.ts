import { loopbackPreload } from '@cozy-jobs/env'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OWN = join(dirname(fileURLToPath(import.meta.url)), '..')

const PRELOADS = [
  join(OWN, 'close-inherited-files.cjs'),
  join(OWN, 'end-with-parent.cjs'),
  loopbackPreload(),
  // The last: a process that stands ready has loaded the others when it waits. It is there without a pool too, since a
  // job can see the arguments.
  join(OWN, 'await-job.cjs')
]

/** Node's arguments before a job's file: what is loaded before any of its code. */
export const preloadArguments = (): string[] => PRELOADS.flatMap(file => ['--require', file])
