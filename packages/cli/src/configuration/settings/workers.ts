import { WORKER_NAMES, type WorkerSettings } from '@cozy-jobs/stack/config'
import { nearest } from '../../registry/nearest.js'
import { isUnset, type Tree } from '../tree.js'
import type { Problems } from '../problems.js'
import { duration, wholeNumber, type Read } from './scalars.js'

const COUNT = wholeNumber(0, 10_000, 'a number of jobs', 'Write one such as 4, or 0 to take the worker away.')
const EXECUTIONS = wholeNumber(1, 100, 'a number of executions from 1 to 100', 'Write one such as 2.')

const LIMITS = {
  concurrency: ['concurrency', COUNT],
  max_exec_count: ['maxExecCount', EXECUTIONS],
  timeout: ['timeout', duration]
} as const satisfies Record<string, readonly [keyof WorkerSettings, Read<number>]>

const isLimit = (name: string): name is keyof typeof LIMITS => Object.hasOwn(LIMITS, name)

const settingsOf = (tree: Tree, name: string, problems: Problems): WorkerSettings | undefined => {
  if (tree.value === false) return { concurrency: 0 }
  if (tree.value === true || isUnset(tree)) return {}
  if (!tree.entries)
    return problems.wrong(name, tree, 'a map or false', 'Write concurrency, max_exec_count, timeout.')
  const settings: WorkerSettings = {}
  for (const [key, { tree: inner }] of tree.entries) {
    if (!isLimit(key)) {
      const near = nearest(key, Object.keys(LIMITS))
      problems.refused(
        `${name}.${key}`,
        inner,
        'a worker has no such setting',
        near ? `Did you mean "${near}"?` : 'It has concurrency, max_exec_count, timeout.'
      )
      continue
    }
    const [setting, read] = LIMITS[key]
    const value = isUnset(inner) ? undefined : read(inner, `${name}.${key}`, problems)
    if (value !== undefined) settings[setting] = value
  }
  return settings
}

/** `jobs.workers`. `none` is what the real stack's `false` and `none` mean: no worker at all. */
export const workers: Read<Record<string, WorkerSettings> | 'none'> = (tree, name, problems) => {
  if (/^(?:false|none|0)$/i.test(String(tree.value))) return 'none'
  if (!tree.entries) {
    const todo = 'Write each worker by its name, such as service.'
    return problems.wrong(name, tree, 'a map of workers, false or none', todo)
  }
  const found: Record<string, WorkerSettings> = {}
  for (const [worker, entry] of tree.entries) {
    if (!WORKER_NAMES.includes(worker)) {
      const near = nearest(worker, WORKER_NAMES)
      problems.remark(
        `Nobody knows the worker "${entry.name}" (${entry.place}).${near ? ` Did you mean "${near}"?` : ''}`
      )
    }
    const settings = settingsOf(entry.tree, `${name}.${worker}`, problems)
    if (settings) found[worker] = settings
  }
  return found
}
