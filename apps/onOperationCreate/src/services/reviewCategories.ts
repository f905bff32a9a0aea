import { runService } from '@cozy-jobs/service'
import { cozyLedger, DEFAULT_SLUG } from '../ledger/cozy-ledger.js'
import { reviewCategories } from '../run/review-categories.js'

/** Has no trigger: `onOperationCreate` starts it. */
void runService(async ({ client, log, env }) => {
  await reviewCategories(cozyLedger(client, env.slug ?? DEFAULT_SLUG), log)
})
