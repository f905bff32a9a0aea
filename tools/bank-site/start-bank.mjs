import { randomBytes } from 'node:crypto'
import { jsonAnswer } from '../provider-site/html-page.mjs'
import { serveSite } from '../provider-site/serve-site.mjs'
import { ACCOUNTS, OPERATIONS } from './operations.mjs'

const PAGE_LENGTH = 4

/**
 * The API of an aggregator: a login opens a session, whose token is sent with each request.
 *
 * @param {object} options
 * @param {Record<string, string>} options.accounts login → password
 * @param {number} [options.port]
 */
export const startBank = async ({ accounts, port }) => {
  const tokens = new Set()
  const logIn = ({ body }) => {
    const { login, password } = JSON.parse(body)
    if (!Object.hasOwn(accounts, login) || accounts[login] !== password)
      return jsonAnswer({ error: 'wrong_credentials' }, 401)
    const token = randomBytes(18).toString('base64url')
    tokens.add(token)
    return jsonAnswer({ token })
  }
  const operations = ({ query }) => {
    const from = Number(query.get('from') ?? 0)
    const next = from + PAGE_LENGTH < OPERATIONS.length ? from + PAGE_LENGTH : undefined
    return jsonAnswer({ operations: OPERATIONS.slice(from, from + PAGE_LENGTH), next })
  }
  return serveSite(request => {
    if (request.path === '/api/session' && request.method === 'POST') return logIn(request)
    if (!tokens.has(request.headers.authorization?.replace('Bearer ', '')))
      return jsonAnswer({ error: 'no_session' }, 401)
    if (request.path === '/api/accounts') return jsonAnswer({ accounts: ACCOUNTS })
    if (request.path === '/api/operations') return operations(request)
    return jsonAnswer({ error: 'not_found' }, 404)
  }, port)
}
