import { StoreError } from '@cozy-jobs/store'
import type { Instance } from '../../instances/api.js'
import { CLIENTS, type OAuthClient } from './client.js'

/** Undefined for one that is not registered, or no more. */
export const findClient = async ({ documents }: Instance, id: string): Promise<OAuthClient | undefined> => {
  if (id === '' || id.startsWith('_')) return undefined
  try {
    return (await documents.get(CLIENTS, id)) as OAuthClient
  } catch (error) {
    if (error instanceof StoreError && error.code === 'not_found') return undefined
    throw error
  }
}

/** All of them in order of their ids, with their secrets. */
export const allClients = async ({ documents }: Instance): Promise<OAuthClient[]> => {
  if (!(await documents.hasDoctype(CLIENTS))) return []
  const { rows } = await documents.list(CLIENTS, { include_docs: true })
  return rows.flatMap(({ doc }) => (doc && !doc._id.startsWith('_') ? [doc as OAuthClient] : []))
}

/** One page of them, as `/settings/clients` gives them; `next` is where the next one starts, '' at the end. */
export const listClients = async (
  instance: Instance,
  { start = '', limit = 100 }: { start?: string; limit?: number } = {}
): Promise<{ clients: OAuthClient[]; next: string }> => {
  const after = (await allClients(instance)).filter(({ _id }) => _id >= start)
  return { clients: after.slice(0, limit), next: after[limit]?._id ?? '' }
}

/** The clients of persons, as the limit of `cozy.oauthclients.max` counts them. */
export const connectedClients = async (instance: Instance): Promise<OAuthClient[]> =>
  (await allClients(instance)).filter(({ client_kind = '' }) => client_kind !== '')
