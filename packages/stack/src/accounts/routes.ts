import type { FastifyRequest } from 'fastify'
import { ACCOUNTS } from '../data/read-account.js'
import { allowDocument, permissionOf } from '../permissions/allow.js'
import type { RouteFamily } from '../server/family.js'
import { sendErrors, sendResource } from '../server/json-api.js'
import { instanceOf, paramOf, queryOf } from '../server/request.js'
import { textOf } from '../engine/execution/attempt.js'
import { findAccountType } from './account-type.js'
import { allowOwner } from './allow-owner.js'
import { INVALID_TOKEN } from './errors.js'
import { connectionAddress, startAddress } from './provider-address.js'
import { addRedirectRoute } from './redirect-route.js'
import { refreshAccount, type Refreshes } from './refresh.js'
import { wantedScope } from './scope.js'
import { StateStore, type PendingState } from './state-store.js'

/** The query with all its values: of one that is given twice the first is taken, as in Go. */
const searchOf = (request: FastifyRequest): URLSearchParams =>
  new URLSearchParams(request.url.split('?')[1] ?? '')

const pending = (request: FastifyRequest, accountType: string, webview: boolean): PendingState => ({
  domain: instanceOf(request).domain,
  accountType,
  clientState: queryOf(request, 'state'),
  nonce: webview ? '' : queryOf(request, 'nonce'),
  slug: queryOf(request, 'slug'),
  webview
})

/** `/accounts`: how a konnector's account gets its tokens from a provider. */
export const accountRoutes: RouteFamily = {
  name: 'accounts',
  port: 'instance',
  fidelity:
    'The OAuth dance of konnector accounts in all grant modes of account types (PUT /secrets/io.cozy.account_types/:id on the admin port): start, redirect, refresh; the pages of bank aggregators. Tokens that the stack gets lie sealed; konnectors read them.',
  differences: {
    'GET /accounts/:type/start':
      'Without a scope in the address that of the account type or the manifest is asked for. A login by an id_token of OpenID Connect is not there.',
    'GET /accounts/:type/redirect':
      'A state is good for once. What the provider does wrong is 502 without its words, a wrong state 400; the real stack answers 500.',
    'POST /accounts/:type/:id/refresh':
      'Two at once for one account wait for each other. An account without tokens is 400, a provider that fails 502, where the real stack answers 500. What the stack does not know of an account is kept.'
  },
  register(server, stack) {
    const { config, clock, secrets, keyring, installs } = stack
    const states = new StateStore(clock)
    const refreshes: Refreshes = new Map()

    server.get('/accounts/:type/start', async (request, reply) => {
      const instance = instanceOf(request)
      await allowOwner(request, reply)
      const type = await findAccountType(secrets, paramOf(request, 'type'), instance.context)
      const query = searchOf(request)
      const slug = type.slug || type.id
      const manifest = query.has('scope')
        ? undefined
        : await installs.find(instance, 'konnectors', slug).catch(() => undefined)
      const scope = wantedScope(query, type, manifest)
      const state = states.add(pending(request, type.id, false))
      return reply
        .code(303)
        .header('location', startAddress(instance, type, state, scope, query))
        .send()
    })

    for (const page of ['manage', 'reconnect'] as const) {
      server.get(`/accounts/:type/:id/${page}`, async (request, reply) => {
        const instance = instanceOf(request)
        await allowOwner(request, reply)
        const account = await instance.documents.get(ACCOUNTS, paramOf(request, 'id'))
        const type = await findAccountType(secrets, textOf(account.account_type), instance.context)
        const state = states.add(pending(request, type.id, true))
        const location = connectionAddress(instance, type, page, state, searchOf(request))
        return reply.code(303).header('location', location).send()
      })
    }

    server.post('/accounts/:type/:id/refresh', async (request, reply) => {
      const instance = instanceOf(request)
      await permissionOf(request, reply)
      const account = await instance.documents.get(ACCOUNTS, paramOf(request, 'id'))
      await allowDocument(request, reply, 'GET', ACCOUNTS, account)
      const type = await findAccountType(secrets, textOf(account.account_type), instance.context)
      const found = await refreshAccount(refreshes, instance, account._id, type, {
        keyring,
        now: clock.now()
      })
      if (!found) return sendErrors(reply, 401, [INVALID_TOKEN])
      const { _id, _rev, ...attributes } = found
      return sendResource(reply, 200, {
        type: ACCOUNTS,
        id: _id,
        attributes,
        meta: { rev: _rev },
        links: { self: `/data/${ACCOUNTS}/${_id}` }
      })
    })

    addRedirectRoute(server, stack, states, config.subdomains)
  }
}
