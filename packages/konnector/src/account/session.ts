import type { Account } from './account.js'

const hasReset = (account: Account): boolean => account.document.state === 'RESET_SESSION'

const authOf = (account: Account): Record<string, unknown> => {
  const { auth } = account.getData()
  return typeof auth === 'object' && auth !== null ? { ...auth } : {}
}

/**
 * What {@link saveSession} has kept of the last run; undefined where there is none or the owner has asked for a new one
 * (state `RESET_SESSION`, which is taken away then).
 */
export const loadSession = async (account: Account): Promise<unknown> => {
  if (hasReset(account)) {
    await dropSession(account, { state: null })
    return undefined
  }
  const { session } = authOf(account)
  if (typeof session !== 'string') return undefined
  try {
    return JSON.parse(session) as unknown
  } catch {
    // Written by something else, or cut: a new session does no harm.
    return undefined
  }
}

/** Keeps a session for the next run, where cozy-konnector-libs does: JSON text in `data.auth.session`. */
export const saveSession = async (account: Account, session: unknown): Promise<void> => {
  const text = JSON.stringify(session)
  const auth = authOf(account)
  if (auth['session'] === text) return
  await account.saveData({ auth: { ...auth, session: text } })
}

/** Forgets the session. */
export const dropSession = async (
  account: Account,
  attributes: Partial<Account['document']> = {}
): Promise<void> => {
  const { session: _, ...auth } = authOf(account)
  await account.update({ ...attributes, data: { ...account.getData(), auth } })
}
