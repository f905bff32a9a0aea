import { checkBalances, type Fall } from '../balance/falls.js'
import { lowBalance } from '../balance/notification.js'
import type { BankSettings } from '../bank/documents.js'
import type { Journal, Ledger } from '../ledger/ledger.js'

/** The accounts whose notification could not be raised are as if they had never been told of. */
const forget = async (ledger: Ledger, falls: Fall[]): Promise<void> => {
  const settings = await ledger.settings()
  if (!settings) return
  const left = { ...settings.balancesNotifications }
  for (const { account } of falls) delete left[account._id]
  await ledger.saveSettings({ ...settings, balancesNotifications: left } satisfies BankSettings)
}

/**
 * Raises a notification for each account that has fallen under the owner's limit: once per fall. What is told is noted
 * first, and the revision of the settings decides between two runs at once: whoever comes second tells nothing. The
 * number of notifications raised.
 */
export const warnOfFalls = async (
  ledger: Ledger,
  locale: string | undefined,
  journal: Journal
): Promise<number> => {
  const [accounts, before] = await Promise.all([ledger.accounts(), ledger.settings()])
  const { falls, settings } = checkBalances(accounts, before)
  if (settings && !(await ledger.saveSettings(settings))) {
    journal.info('Another run looks after the balances')
    return 0
  }
  const untold: Fall[] = []
  for (const [index, fall] of falls.entries()) {
    try {
      if (!(await ledger.notify(lowBalance(fall, locale)))) untold.push(fall)
    } catch (error) {
      await forget(ledger, [...untold, ...falls.slice(index)])
      throw error
    }
  }
  if (untold.length > 0) {
    await forget(ledger, untold)
    journal.warning(`The stack takes no notification of this program: ${untold.length} not raised`)
  }
  return falls.length - untold.length
}
