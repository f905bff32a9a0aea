import type { Draft } from '@cozy-jobs/store'
import type { Instance } from '../../instances/api.js'
import type { TriggerDraft } from '../api.js'
import { wholeOptions } from '../jobs/new-job.js'
import { CLIENT_WORKER } from '../queue/workers.js'

const metadata = (createdByApp: string | undefined, date: string): Record<string, unknown> => ({
  doctypeVersion: '1',
  metadataVersion: 1,
  createdAt: date,
  ...(createdByApp ? { createdByApp } : {}),
  updatedAt: date,
  ...(createdByApp ? { updatedByApps: [{ slug: createdByApp, date }] } : {})
})

/** The document of a trigger, its fields in the real stack's order. */
export const newTrigger = (instance: Instance, draft: TriggerDraft, date: string): Draft => ({
  domain: instance.domain,
  prefix: instance.prefix,
  type: draft.type,
  // The real stack forces it: what a client runs has no other worker.
  worker: draft.type === '@client' ? CLIENT_WORKER : draft.worker,
  arguments: draft.arguments,
  debounce: draft.debounce ?? '',
  options: draft.options ? wholeOptions(draft.options) : null,
  message: draft.message ?? null,
  cozyMetadata: metadata(draft.createdByApp, date)
})
