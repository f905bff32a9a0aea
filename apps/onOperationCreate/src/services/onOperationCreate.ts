import { runService } from '@cozy-jobs/service'
import { cozyLedger, DEFAULT_SLUG } from '../ledger/cozy-ledger.js'
import { handleOperations } from '../run/handle-operations.js'
import { warnOfFalls } from '../run/warn-of-falls.js'

/** Runs when bank operations have come in, once for a burst of them. */
void runService(async ({ client, doc, log, env }) => {
  log.info(doc ? 'Woken by an operation' : 'Woken for whatever has no category yet')
  const ledger = cozyLedger(client, env.slug ?? DEFAULT_SLUG)
  const written = await handleOperations(ledger, doc, log)
  await warnOfFalls(ledger, env.locale, log)
  if (written === 0) return
  // The whole history is another job, with a time limit of its own: new operations must not wait for it.
  if (!(await ledger.startService('reviewCategories')))
    log.info('The review of older categories was not started')
})
