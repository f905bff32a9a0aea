import {
  createHarness,
  isOwnOfStack,
  hostTraffic,
  type Harness,
  type TrafficOptions
} from '@cozy-jobs/fixtures'
import type { LogRecord } from '@cozy-jobs/logging'
import { createLauncher, runJob, type Outcome } from '@cozy-jobs/runner'
import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { isNews } from '../../standalone/live-changes.js'
import { giveParameters } from '../../standalone/give-parameters.js'
import { ROOT } from '../../dev/dev-folder.js'
import type { BuiltJob } from '../locate.js'
import { readState, type CozyState } from './cozy-state.js'

/** How the runs are made. */
export interface MemoryOptions {
  job: BuiltJob
  fixture: string | undefined
  fields: Record<string, unknown>
  parameters: Record<string, unknown> | undefined
  traffic: TrafficOptions
  secrets: string[]
  onRecord: (record: LogRecord) => void
  signal: AbortSignal
}

/** A Cozy in memory on which a konnector is run again and again. */
export interface MemoryCozy {
  /** With `killAt` the process is ended at that write, once the stack has it; `writes` says how many there were. */
  run(killAt?: number): Promise<{ outcome: Outcome; writes: number; killed: boolean }>
  state(): Promise<CozyState>
  close(): Promise<void>
}

const ACCOUNTS = 'io.cozy.accounts'
const TIME_LIMIT = 300_000

const accountOf = async (
  { instance }: Harness,
  { job: { slug }, fields }: MemoryOptions
): Promise<string> => {
  if (await instance.documents.hasDoctype(ACCOUNTS)) {
    const { docs } = await instance.documents.find(ACCOUNTS, { selector: { account_type: slug }, limit: 1 })
    if (docs[0]) return docs[0]['_id'] as string
  }
  const _id = `dev-${slug}`
  await instance.documents.put(ACCOUNTS, { _id, account_type: slug, name: slug, auth: fields })
  return _id
}

/** Starts it with the fixture and the konnector. */
export const openMemoryCozy = async (options: MemoryOptions): Promise<MemoryCozy> => {
  const { job, fixture, parameters, secrets, onRecord, signal } = options
  const { slug, folder } = job
  const harness = await createHarness({ folder, ...(fixture === undefined ? {} : { fixture }) })
  const { stack, instance } = harness
  const account = await accountOf(harness, options)
  await giveParameters(instance, slug, parameters)
  const given = JSON.stringify({ ...job.manifest.parameters, ...parameters })

  return {
    async run(killAt) {
      const killer = new AbortController()
      let writes = 0
      const stop = stack.store.onChange(({ prefix, doctype, verb, doc, ...change }) => {
        if (prefix !== instance.prefix || isOwnOfStack(doctype) || killer.signal.aborted) return
        const isUpdate = verb === 'UPDATED' && 'before' in change
        if (isUpdate && !isNews({ doctype, verb: 'updated', before: change.before as never, after: doc }))
          return
        writes++
        if (writes === killAt) killer.abort()
      })
      const traffic = hostTraffic(options.traffic)
      try {
        const outcome = await runJob({
          kind: 'konnector',
          slug,
          source: { folder: dirname(job.file) },
          cozyUrl: stack.url,
          credentials: await stack.installs.token(
            instance,
            'konnectors',
            slug,
            randomBytes(16).toString('hex')
          ),
          locale: 'en',
          jobId: `konnector/0/${randomBytes(16).toString('hex')}`,
          timeLimit: TIME_LIMIT,
          fields: JSON.stringify({ konnector: slug, account, folder_to_save: ROOT }),
          parameters: given,
          manual: true,
          secrets,
          signal: AbortSignal.any([signal, killer.signal]),
          launcher: await createLauncher({ imports: traffic.imports }),
          onRecord
        })
        await stack.engine.idle()
        return { outcome, writes, killed: killer.signal.aborted }
      } finally {
        stop()
        await traffic.finish()
      }
    },
    state: () => readState(instance),
    close: () => harness.close()
  }
}
