import type { EngineEvent, JobDoc } from '../engine/api.js'
import { cleaningJob } from '../engine/accounts/account-gone.js'
import type { Installed } from '../installs/api.js'
import type { Instance } from '../instances/api.js'
import type { Stack } from '../stack.js'

export const ACCOUNTS = 'io.cozy.accounts'

const isCleaning = ({ message }: JobDoc, account: string): boolean => {
  const { account_deleted, account: of } = (message ?? {}) as Record<string, unknown>
  return account_deleted === true && of === account
}

/** Settled with the job that cleans up after an account, once that has ended. */
const cleaned = (stack: Stack, instance: Instance, account: string) => {
  let listener: (event: EngineEvent) => void = () => undefined
  const ended = new Promise<JobDoc>(resolve => {
    listener = event => {
      if (event.type !== 'ended' || event.job.prefix !== instance.prefix) return
      if (isCleaning(event.job, account)) resolve(event.job)
    }
  })
  stack.events.on('engine', listener)
  return { ended, stop: () => void stack.events.off('engine', listener) }
}

/** Deletes an account, and waits until the konnector has cleaned up where it says how. Throws where it could not. */
export const removeAccount = async (
  stack: Stack,
  instance: Instance,
  konnector: Installed,
  id: string
): Promise<void> => {
  const account = await instance.documents.get(ACCOUNTS, id)
  const cleaning = cleaned(stack, instance, id)
  try {
    // The engine takes it from here: it deletes the triggers and stores the job before this is acknowledged.
    await instance.documents.remove(ACCOUNTS, id, account._rev)
    const cleans = typeof konnector.on_delete_account === 'string' && konnector.on_delete_account !== ''
    if (!cleans) return
    // An account that says it is of another konnector: the one that its triggers run cleans up.
    if (account.account_type !== konnector.slug) {
      await stack.engine.push(instance, cleaningJob(konnector.slug, account))
    }
    const { state, error } = await cleaning.ended
    if (state === 'errored') throw new Error(`its account could not be cleaned up, ${error ?? 'it failed'}`)
  } finally {
    cleaning.stop()
  }
}
