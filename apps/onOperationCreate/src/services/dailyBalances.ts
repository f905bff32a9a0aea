import { runService } from '@cozy-jobs/service'
import { cozyLedger, DEFAULT_SLUG } from '../ledger/cozy-ledger.js'
import { warnOfFalls } from '../run/warn-of-falls.js'

/** Runs every morning: a connector may bring a balance after the operations, or without any. */
void runService(async ({ client, log, env }) => {
  await warnOfFalls(cozyLedger(client, env.slug ?? DEFAULT_SLUG), env.locale, log)
})
