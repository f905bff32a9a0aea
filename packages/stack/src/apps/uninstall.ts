import type { Installed, InstallKind } from '../installs/api.js'
import { INSTALL_ERRORS } from '../installs/errors.js'
import type { Instance } from '../instances/api.js'
import { warn } from '../server/warn.js'
import type { Stack } from '../stack.js'

const ACCOUNTS = 'io.cozy.accounts'

/** The triggers of a konnector, each with its account. */
const triggersOf = async (
  stack: Stack,
  instance: Instance,
  slug: string
): Promise<{ id: string; account: string }[]> => {
  const triggers = await stack.engine.triggers.list(instance, { worker: 'konnector' })
  return triggers.flatMap(({ _id, message }) => {
    const { konnector, account } = (message ?? {}) as Record<string, unknown>
    return konnector === slug && typeof account === 'string' && account !== '' ? [{ id: _id, account }] : []
  })
}

const accountIsThere = (instance: Instance, id: string): Promise<boolean> =>
  instance.documents.get(ACCOUNTS, id).then(
    () => true,
    () => false
  )

const cleanUp = async (
  stack: Stack,
  instance: Instance,
  slug: string,
  entries: { id: string; account: string }[]
): Promise<void> => {
  for (const { id, account } of entries) {
    await stack.engine.triggers.remove(instance, id).catch(() => undefined)
    const doc = await instance.documents.get(ACCOUNTS, account).catch(() => undefined)
    if (doc) await instance.documents.remove(ACCOUNTS, doc._id, doc._rev)
  }
  await stack.installs.uninstall(instance, 'konnectors', slug)
}

/**
 * Uninstalls at once, unless a konnector has accounts: then these and their triggers go first, behind an answer of 202.
 */
export const uninstall = async (
  stack: Stack,
  instance: Instance,
  kind: InstallKind,
  slug: string
): Promise<{ status: 200 | 202; app: Installed }> => {
  const app = await stack.installs.find(instance, kind, slug)
  if (!app) throw INSTALL_ERRORS.notInstalled()
  if (kind === 'konnectors') {
    const entries = await triggersOf(stack, instance, slug)
    const there = await Promise.all(entries.map(({ account }) => accountIsThere(instance, account)))
    if (there.includes(true)) {
      cleanUp(stack, instance, slug, entries).catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error)
        warn(stack, `Failed to uninstall ${slug}: ${why}. Uninstall it once more.`)
      })
      return { status: 202, app }
    }
  }
  return { status: 200, app: await stack.installs.uninstall(instance, kind, slug) }
}
