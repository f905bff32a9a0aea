import { fastify, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Instance } from '../../../instances/api.js'
import { parseScope } from '../../../permissions/scope.js'
import { assetRoutes } from '../../../pages/routes.js'
import type { Stack } from '../../../stack.js'
import { sendConfirmPage } from '../confirm-page.js'
import { sendConsentPage, type ConsentForm } from '../consent-page.js'
import { sendAuthErrorPage } from '../error-page.js'
import { sendConfirmFlagshipPage } from '../flagship-page.js'
import { sendClientsLimitPage } from '../limit-page.js'
import { sendRenewPage } from '../renew-page.js'
import { sendMailSentPage, sendResetPage } from '../reset-page.js'
import { sendTwoFactorPage } from '../two-factor-page.js'

/** A server that shows each page of the login as it stands, and notes what its forms send. */
export interface Gallery {
  origin: string
  paths: readonly string[]
  posted: { path: string; fields: Record<string, string> }[]
  close(): Promise<void>
}

export const CONSENT: ConsentForm = {
  csrfToken: 'csrf',
  clientId: 'client',
  client: {
    client_name: 'Notes on the road',
    client_kind: 'mobile',
    client_uri: 'https://notes.example/about',
    policy_uri: 'https://notes.example/privacy',
    tos_uri: 'https://notes.example/terms',
    logo_uri: 'https://notes.example/logo.svg',
    software_id: 'github.com/example/notes',
    software_version: '2.1.0'
  },
  rules: parseScope(
    'io.cozy.contacts:GET io.cozy.files io.cozy.settings io.cozy.notes:GET,POST io.cozy.bank.* io.cozy.bills:GET:bill-1,bill-2 example.recipes:GET,PUT,DELETE io.cozy.jobs:POST:sendmail:worker'
  ),
  scope: 'io.cozy.contacts:GET',
  state: 'state-1',
  redirectUri: '/went-on?kept=1'
}

const LONG = 'Averyveryverylongwordthatnobodycanbreak'.repeat(6)

/** What a client may try with each field that it fills in itself. */
const MARKUP = `"><script>document.title='ran'</script><img src=x onerror="document.title='ran'">`

const CLIENTS: Readonly<Record<string, Partial<ConsentForm>>> = {
  consent: {},
  'consent-everything': { rules: [{ type: '*', verbs: [], selector: '', values: [] }], scope: '*' },
  'consent-long': {
    client: { client_name: LONG, software_id: LONG },
    rules: parseScope(`example.${LONG.toLowerCase()}`)
  },
  'consent-right-to-left': { client: { client_name: 'ملاحظات \u202Eالطريق' } },
  'consent-linked': { linkedApp: { slug: 'notes', name: 'Notes' }, error: 'Please try again.' },
  'consent-markup': {
    clientId: MARKUP,
    client: {
      client_name: MARKUP,
      client_kind: MARKUP,
      client_uri: "javascript:document.title='ran'",
      policy_uri: "JaVaScRiPt:document.title='ran'",
      tos_uri: `https://example.org/${MARKUP}`,
      logo_uri: `https://example.org/;script-src 'unsafe-inline',/${MARKUP}`,
      software_id: MARKUP
    },
    rules: [
      {
        type: MARKUP,
        verbs: [MARKUP],
        selector: MARKUP,
        values: [MARKUP],
        description: MARKUP,
        title: MARKUP
      }
    ],
    scope: MARKUP,
    state: MARKUP,
    redirectUri: "javascript:document.title='ran'",
    challenge: MARKUP,
    linkedApp: { slug: MARKUP, name: MARKUP },
    error: MARKUP
  }
}

type Show = (request: FastifyRequest, reply: FastifyReply, instance: Instance) => FastifyReply

const PAGES: Readonly<Record<string, Show>> = {
  ...Object.fromEntries(
    Object.entries(CLIENTS).map(([name, changes]): [string, Show] => [
      name,
      (request, reply, instance) => {
        const redirectUri = `http://${instance.domain}${CONSENT.redirectUri}`
        return sendConsentPage(request, reply, instance, { ...CONSENT, redirectUri, ...changes })
      }
    ])
  ),
  error: (request, reply, instance) =>
    sendAuthErrorPage(request, reply, instance, 200, { message: 'Error No state parameter' }),
  limit: (request, reply, instance) => sendClientsLimitPage(request, reply, instance, { count: 3, limit: 3 }),
  confirm: (request, reply, instance) =>
    sendConfirmPage(request, reply, instance, { csrfToken: 'csrf', state: 'state-1', redirect: '/went-on' }),
  reset: (request, reply, instance) =>
    sendResetPage(request, reply, instance, {
      csrfToken: 'csrf',
      redirect: '',
      from: '',
      back: '/auth/login',
      hasHint: true
    }),
  sent: (request, reply, instance) =>
    sendMailSentPage(request, reply, instance, { redirect: '', what: 'reset' }),
  renew: (request, reply, instance) =>
    sendRenewPage(request, reply, instance, {
      kind: 'renew',
      csrfToken: 'csrf',
      resetToken: 'abcd',
      from: ''
    }),
  'two-factor': (request, reply, instance) =>
    sendTwoFactorPage(request, reply, instance, 200, {
      token: 'token-1',
      redirect: '/went-on',
      longRun: true,
      mayTrust: true
    }),
  flagship: (request, reply, instance) =>
    sendConfirmFlagshipPage(request, reply, instance, { clientId: 'client', token: 'token-2' })
}

/** Answers a form as the routes do: only the code 123456, or any password, is right. */
const answerForm = (fields: Record<string, string>, reply: FastifyReply): FastifyReply => {
  const code = fields['two-factor-passcode'] ?? fields.code ?? '123456'
  if (code === '123456')
    return reply.send({ redirect: '/went-on', two_factor_trusted_device_token: 'trust-1' })
  return reply.code(401).send({ error: 'This code is wrong.' })
}

/** `GET /<locale>/<page>` shows a page. */
export const openGallery = async (): Promise<Gallery> => {
  const server = fastify({ exposeHeadRoutes: false, forceCloseConnections: true })
  const posted: Gallery['posted'] = []
  server.decorate('stack', { config: { subdomains: 'nested' } } as Stack)
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body.toString())))
  )
  server.addHook('onRequest', async (_request, reply) => {
    void reply.header(
      'content-security-policy',
      "default-src 'none';frame-src 'none';frame-ancestors 'none';base-uri 'none';"
    )
  })
  await assetRoutes.register(server, server.stack)
  for (const [name, show] of Object.entries(PAGES)) {
    for (const locale of ['en', 'fr']) {
      server.get(`/${locale}/${name}`, (request, reply) =>
        show(request, reply, { locale, domain: request.headers.host, kdfIterations: 100_000 } as Instance)
      )
    }
  }
  server.get('/registry/:slug/icon', (_request, reply) => reply.redirect('/assets/icon.svg', 302))
  server.get('/went-on', (_request, reply) => reply.type('text/html').send('<title>went on</title>'))
  server.get('/auth/passphrase_reset', (_request, reply) => reply.send())
  server.post('/*', (request, reply) => {
    const fields = request.body as Record<string, string>
    posted.push({ path: request.url, fields })
    if (request.headers.accept !== 'application/json') return reply.redirect('/went-on', 302)
    return answerForm(fields, reply)
  })
  const address = await server.listen({ host: '127.0.0.1', port: 0 })
  return {
    origin: `http://cozy.localhost:${new URL(address).port}`,
    paths: Object.keys(PAGES),
    posted,
    close: () => server.close()
  }
}
