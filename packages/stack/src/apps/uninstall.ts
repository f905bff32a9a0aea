import type { Installed, InstallKind } from '../installs/api.js'
import { INSTALL_ERRORS } from '../installs/errors.js'
import type { Instance } from '../instances/api.js'
import { warn } from '../server/warn.js'
import type { Stack } from '../stack.js'
import { ACCOUNTS, removeAccount } from '../accounts/remove-account.js'

/** The accounts that the triggers of a konnector are for and that are there, each once. */
const accountsOf = async (stack: Stack, instance: Instance, slug: string): Promise<string[]> => {
  const triggers = await stack.engine.triggers.list(instance, { worker: 'konnector' })
  const ids = triggers.flatMap(({ message }) => {
    const { konnector, account } = (message ?? {}) as Record<string, unknown>
    return konnector === slug && typeof account === 'string' && account !== '' ? [account] : []
  })
  const there = await Promise.all(
    [...new Set(ids)].map(id => instance.documents.get(ACCOUNTS, id).catch(() => undefined))
  )
  return there.flatMap(account => (account ? [account._id] : []))
}

const uninstallWithAccounts = async (
  stack: Stack,
  instance: Instance,
  konnector: Installed,
  accounts: readonly string[]
): Promise<void> => {
  await Promise.all(accounts.map(id => removeAccount(stack, instance, konnector, id)))
  await stack.installs.uninstall(instance, 'konnectors', konnector.slug)
}

const CLIENTS = 'io.cozy.oauth.clients'

/** Whether an app of a phone or a desktop uses the permissions of this one. */
const isLinked = async (instance: Instance, slug: string): Promise<boolean> => {
  if (!(await instance.documents.hasDoctype(CLIENTS))) return false
  const { rows } = await instance.documents.list(CLIENTS, { include_docs: true })
  return rows.some(({ doc }) => doc?.software_id === `registry://${slug}`)
}

/**
 * Uninstalls at once, unless a konnector has accounts: then these and their triggers go first, behind an answer of 202.
 * A konnector that fails to clean up after one of them stays, as on the real stack.
 */
export const uninstall = async (
  stack: Stack,
  instance: Instance,
  kind: InstallKind,
  slug: string
): Promise<{ status: 200 | 202; app: Installed }> => {
  const app = await stack.installs.find(instance, kind, slug)
  if (!app) throw INSTALL_ERRORS.notInstalled()
  if (kind === 'apps' && (await isLinked(instance, slug))) throw INSTALL_ERRORS.linkedClient()
  if (kind === 'konnectors') {
    const accounts = await accountsOf(stack, instance, slug)
    if (accounts.length > 0) {
      uninstallWithAccounts(stack, instance, app, accounts).catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error)
        warn(stack, `Failed to uninstall ${slug}: ${why}. Uninstall it once more.`)
      })
      return { status: 202, app }
    }
  }
  return { status: 200, app: await stack.installs.uninstall(instance, kind, slug) }
}
