import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sealTokens } from '../data/account-credentials.js'
import { ACCOUNTS } from '../data/read-account.js'
import { isObject } from '../engine/execution/attempt.js'
import type { Subdomains } from '../instances/addresses.js'
import type { Instance } from '../instances/api.js'
import { paramOf, queryOf } from '../server/request.js'
import { warn } from '../server/warn.js'
import type { Stack } from '../stack.js'
import { findAccountType } from './account-type.js'
import { backToApp } from './back-to-app.js'
import { ACCOUNT_ERRORS } from './errors.js'
import { accountOf, redeemCode, type NewAccount } from './redeem-code.js'
import type { PendingState, StateStore } from './state-store.js'

/** The id of the account of a bank's connection that is there already; undefined for a new one. */
const accountOfConnection = async (
  { documents }: Instance,
  connection: string
): Promise<string | undefined> => {
  if (connection === '' || !(await documents.hasDoctype(ACCOUNTS))) return undefined
  const { rows } = await documents.list(ACCOUNTS, { include_docs: true })
  return rows.find(({ doc }) => {
    const query = isObject(doc?.oauth) && isObject(doc.oauth.query) ? doc.oauth.query : {}
    return Array.isArray(query.connection_id) && query.connection_id[0] === connection
  })?.doc?._id
}

/** What a provider has said besides its state: each name with all its values. */
const answeredQuery = (request: FastifyRequest): Record<string, string[]> => {
  const query = new URLSearchParams(request.url.split('?')[1] ?? '')
  query.delete('state')
  return Object.fromEntries([...new Set(query.keys())].map(name => [name, query.getAll(name)]))
}

/** Where a provider leads the owner back to. Nobody has to be logged in: the state says whose account it is. */
export const addRedirectRoute = (
  server: FastifyInstance,
  stack: Stack,
  states: StateStore,
  subdomains: Subdomains
): void => {
  const { instances, secrets, keyring, clock } = stack

  const newAccount = async (
    request: FastifyRequest,
    instance: Instance,
    state: PendingState
  ): Promise<NewAccount> => {
    const id = paramOf(request, 'type')
    const type = await findAccountType(secrets, id, instance.context)
    if (type.tokenEndpoint === '') {
      return accountOf(id, {
        client_id: type.clientId,
        client_secret: type.clientSecret,
        query: answeredQuery(request)
      })
    }
    const code = queryOf(request, 'code')
    return redeemCode(
      instance,
      type,
      { code, state: queryOf(request, 'state'), nonce: state.nonce },
      clock.now()
    )
  }

  server.get('/accounts/:type/redirect', async (request, reply) => {
    const own = instances.get((request.headers.host ?? '').toLowerCase())
    const id = paramOf(request, 'type')
    const connection = queryOf(request, 'connection_id')
    const told = { connection_id: connection, connection_deleted: queryOf(request, 'connection_deleted') }
    // The address of this page has a code or a token in it.
    reply.header('referrer-policy', 'no-referrer').header('cache-control', 'no-store')

    const store = async (instance: Instance, account: NewAccount): Promise<string> =>
      (await accountOfConnection(instance, connection)) ??
      (await instance.documents.put(ACCOUNTS, await sealTokens(account, keyring)))._id

    const token = queryOf(request, 'access_token')
    if (token !== '') {
      if (!own) throw ACCOUNT_ERRORS.tokenElsewhere()
      warn(
        stack,
        `An account of ${id} was made from a token in an address, without a state: as on the real stack, any link can do that. Prefer authorization_code.`
      )
      const account = await store(own, accountOf(id, { access_token: token }))
      return backToApp(reply, own, subdomains, '', { ...told, account })
    }

    const state = states.take(
      queryOf(request, 'state'),
      found => found.accountType === id && (!own || found.domain === own.domain)
    )
    // A provider may know one address alone, such as localhost: the state says whose it is.
    const instance = own ?? (state && instances.get(state.domain))
    if (!state || !instance) throw ACCOUNT_ERRORS.badState()
    const back = (more: Record<string, string>) =>
      backToApp(reply, instance, subdomains, state.slug, { ...told, ...more, state: state.clientState })
    if (queryOf(request, 'error') === 'access_denied') return back({ error: 'access_denied' })
    if (state.webview) return back({})
    return back({ account: await store(instance, await newAccount(request, instance, state)) })
  })
}
