import type { LogRecord } from '@cozy-jobs/logging'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome, RunRequest } from '../api.js'
import { runJob } from '../run-job.js'

/** Begins each program of a test: `say(text)` is a record. */
export const SAY = 'const say = message => console.log(JSON.stringify({ type: "info", message }));\n'

/** What no test cares about. */
export const REQUEST = {
  cozyUrl: 'http://cozy.localhost:8080/',
  credentials: 'a-token-of-some-length',
  locale: 'en',
  jobId: `service/0/${randomUUID()}`,
  timeLimit: 20_000,
  fields: ''
}

/** The same for one run: what carries its id is ended with it. */
const freshRequest = () => ({ ...REQUEST, jobId: `service/0/${randomUUID()}` })

/** An outcome, and what was said on the way. */
export interface Run extends Outcome {
  records: LogRecord[]
  messages: string[]
}

/** Programs in a folder of a test's own. */
export interface TestPrograms {
  folder: string
  run(request: RunRequest): Promise<Run>
  service(code: string, options?: Partial<RunRequest>): Promise<Run>
  konnector(code: string, options?: Partial<RunRequest>): Promise<Run>
  remove(): void
}

/** Makes the folder; the caller removes it. */
export const makeTestPrograms = (): TestPrograms => {
  const folder = mkdtempSync(join(tmpdir(), 'runner-test-'))
  const run = async (request: RunRequest): Promise<Run> => {
    const records: LogRecord[] = []
    const outcome = await runJob({ ...request, onRecord: record => records.push(record) })
    return { ...outcome, records, messages: records.map(({ message }) => message) }
  }
  return {
    folder,
    run,
    service: (code, options) => {
      const file = join(folder, 'onEvent.js')
      writeFileSync(file, SAY + code)
      return run({ ...freshRequest(), kind: 'service', slug: 'banks', source: { file }, ...options })
    },
    konnector: (code, options) => {
      writeFileSync(join(folder, 'index.js'), SAY + code)
      return run({ ...freshRequest(), kind: 'konnector', slug: 'demo', source: { folder }, ...options })
    },
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}
