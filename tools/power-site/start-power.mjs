import { randomBytes } from 'node:crypto'
import { escapeHtml, htmlPage, jsonAnswer, pageAnswer, redirectTo } from '../provider-site/html-page.mjs'
import { serveSite } from '../provider-site/serve-site.mjs'
import { writePdf } from '../provider-site/write-pdf.mjs'

const NAME = 'Électricité des Deux Rives'

const BILLS = [
  { id: 'E-2026-11', date: '2026-11-01', amount: 58.2 },
  { id: 'E-2026-10', date: '2026-10-01', amount: 58.2 },
  { id: 'E-2026-09', date: '2026-09-01', amount: 61.75 }
]

const draw = () => randomBytes(18).toString('base64url')

const consentPage = query =>
  htmlPage(
    NAME,
    'Let your Cozy in?',
    `<p>It asks for: ${escapeHtml(query.get('scope') || 'nothing in particular')}.</p>
<form method="post" action="/oauth/authorize">
${['redirect_uri', 'state', 'scope', 'client_id'].map(name => `<input type="hidden" name="${name}" value="${escapeHtml(query.get(name) ?? '')}">`).join('\n')}
<button>Yes</button>
</form>`
  )

/**
 * The supplier: a page of consent, tokens that live as long as they are told to, bills for those who have one.
 *
 * @param {object} options
 * @param {{ id: string, secret: string }} options.client who may ask for tokens
 * @param {readonly string[]} [options.tokens] access tokens that are good from the start
 * @param {number} [options.port]
 */
export const startPower = async ({ client, tokens = [], port }) => {
  const codes = new Set()
  const refreshTokens = new Set()
  const accessTokens = new Set(tokens)

  const grant = () => {
    const [access_token, refresh_token] = [draw(), draw()]
    accessTokens.add(access_token)
    refreshTokens.add(refresh_token)
    return jsonAnswer({ access_token, refresh_token, token_type: 'bearer', expires_in: 3600 })
  }
  const giveTokens = ({ form }) => {
    const known = form.get('client_id') === client.id && form.get('client_secret') === client.secret
    const good =
      form.get('grant_type') === 'refresh_token'
        ? refreshTokens.has(form.get('refresh_token'))
        : codes.delete(form.get('code'))
    return known && good ? grant() : jsonAnswer({ error: 'invalid_grant' }, 400)
  }
  const allow = ({ form }) => {
    const code = draw()
    codes.add(code)
    const back = new URL(form.get('redirect_uri') ?? '')
    back.search = new URLSearchParams({ code, state: form.get('state') ?? '' }).toString()
    return redirectTo(back.href)
  }
  const bills = ({ query }) => {
    const page = Number(query.get('page') ?? 1)
    return jsonAnswer({ bills: BILLS.slice(page * 2 - 2, page * 2), last: page * 2 >= BILLS.length })
  }
  const pdf = id => ({
    headers: { 'content-type': 'application/pdf' },
    body: writePdf([NAME, `Bill ${id}`])
  })

  const site = await serveSite(request => {
    const { method, path, query, headers } = request
    if (path === '/oauth/authorize')
      return method === 'POST' ? allow(request) : pageAnswer(consentPage(query))
    if (path === '/oauth/token' && method === 'POST') return giveTokens(request)
    if (!accessTokens.has(headers.authorization?.replace(/^Bearer /i, '')))
      return jsonAnswer({ error: 'invalid_token' }, 401)
    if (path === '/api/bills') return bills(request)
    const id = /^\/api\/bills\/(.+)\.pdf$/.exec(path)?.[1]
    return id ? pdf(id) : jsonAnswer({ error: 'not_found' }, 404)
  }, port)
  return {
    ...site,
    /** The tokens of now are good no more; those to refresh them are. */
    expireTokens: () => accessTokens.clear(),
    /** The owner takes the access back. */
    revoke: () => [accessTokens, refreshTokens].forEach(tokens => tokens.clear())
  }
}
