import type { Run } from './api.js'
import type { Entry } from './entry.js'

const empty = (id: string): Run => ({
  id,
  prefix: '',
  domain: '',
  worker: '',
  name: '',
  cause: { kind: 'request' },
  state: 'queued',
  queuedAt: '',
  executions: 0,
  input: { message: null },
  log: [],
  requests: [],
  writes: [],
  left: { log: 0, requests: 0, writes: 0 }
})

/** Adds what an entry says to its run. */
const add = (run: Run, entry: Entry): void => {
  switch (entry.kind) {
    case 'queued':
      Object.assign(run, entry.data)
      break
    case 'input':
      run.input = entry.data
      break
    case 'started':
      run.startedAt ??= entry.data.at
      run.executions++
      run.state = 'running'
      break
    case 'environment':
      run.environment = entry.data
      break
    case 'measured':
      run.peakMemory = Math.max(run.peakMemory ?? 0, entry.data.peakMemory)
      break
    case 'log':
      run.log.push(entry.data)
      break
    case 'request':
      run.requests.push(entry.data)
      break
    case 'write':
      run.writes.push(entry.data)
      break
    case 'repeats':
      run.repeats = entry.data.of
      break
    case 'ended': {
      const { at, ...rest } = entry.data
      Object.assign(run, rest, { finishedAt: at })
    }
  }
}

/** The runs that entries tell of, in the order in which they were first told of. */
export const foldRuns = (entries: Iterable<Entry>): Run[] => {
  const runs = new Map<string, Run>()
  for (const entry of entries) {
    const run = runs.get(entry.run) ?? empty(entry.run)
    runs.set(entry.run, run)
    add(run, entry)
  }
  return [...runs.values()]
}
