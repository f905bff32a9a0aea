import type { FastifyReply, FastifyRequest } from 'fastify'
import { hostOf } from '../../instances/addresses.js'
import type { Instance } from '../../instances/api.js'
import type { Rule } from '../../permissions/rule.js'
import { escapeHtml, sendPage } from '../../server/html.js'
import { allowLogo, clientCard, nameOf } from './client-card.js'
import { errorLine, hiddenFields, isolated } from './form-parts.js'
import { permissionList } from './permission-list.js'
import { permissionsInWords } from './permission-words/in-words.js'
import { CONSENT_TEXTS } from './texts/consent.js'
import { inLanguageOf } from './texts/language.js'
import { isSafeToFollow, webUrl } from './web-url.js'

/** What a client said of itself when it registered: its document, of which nothing is to be trusted. */
export interface ConsentClient {
  client_id?: string
  client_name: string
  client_kind?: string
  client_uri?: string
  logo_uri?: string
  policy_uri?: string
  tos_uri?: string
  software_id?: string
  software_version?: string
  redirect_uris?: readonly string[]
}

export interface ConsentForm {
  csrfToken: string
  clientId: string
  client: ConsentClient
  /** What the scope gives, or the manifest of the linked app. */
  rules: readonly Rule[]
  /** As the form sends it back. */
  scope: string
  state: string
  redirectUri: string
  /** PKCE's `code_challenge` and `code_challenge_method`. */
  challenge?: string
  challengeMethod?: string
  /** The app that the client is the mobile form of (`software_id: registry://<slug>`). */
  linkedApp?: { slug: string; name: string }
  /** What was wrong with the last attempt, in the instance's language. */
  error?: string
  /** 200 where absent. */
  status?: number
}

type Texts = (typeof CONSENT_TEXTS)['en']

/** Where the client gets its refusal (RFC 6749, 4.1.2.1); home where nothing can lead there. */
const refusalUrl = ({ redirectUri, state }: ConsentForm): string => {
  if (!isSafeToFollow(redirectUri)) return '/'
  const url = new URL(redirectUri)
  url.searchParams.set('error', 'access_denied')
  url.searchParams.set('state', state)
  return url.href
}

/** Where a person goes on to, as they can check it: the host, or the name of what another program opens. */
const placeOf = (redirectUri: string): string =>
  webUrl(redirectUri)?.host ?? /^[a-z][a-z0-9+.-]*:(?:\/\/[^/?#]*)?/i.exec(redirectUri)?.[0] ?? redirectUri

const policiesOf = ({ policy_uri: policy, tos_uri: terms }: ConsentClient, texts: Texts): string => {
  const links = [
    [webUrl(policy), texts.policy],
    [webUrl(terms), texts.terms]
  ] as const
  const lines = links.flatMap(([url, label]) =>
    url
      ? `        <li><a href="${escapeHtml(url.href)}" target="_blank" rel="noopener noreferrer">${escapeHtml(label)}</a> <span class="only-read-aloud">${escapeHtml(texts.newTab)}</span></li>\n`
      : []
  )
  return lines.length === 0 ? '' : `      <ul class="links" role="list">\n${lines.join('')}      </ul>\n`
}

const linkedAppOf = ({ linkedApp }: ConsentForm, texts: Texts): string =>
  linkedApp
    ? `      <p>${escapeHtml(texts.linked)}</p>
      <div class="client">
        <img src="/registry/${encodeURIComponent(linkedApp.slug)}/icon" alt="" width="48" height="48">
        <div>
          <p class="name">${isolated(linkedApp.name || linkedApp.slug)}</p>
          <p class="note">${escapeHtml(linkedApp.slug)}</p>
        </div>
      </div>\n`
    : ''

const formOf = (form: ConsentForm, texts: Texts): string => {
  const { csrfToken, clientId, state, redirectUri, scope, challenge = '', challengeMethod = '' } = form
  const fields = {
    csrf_token: csrfToken,
    client_id: clientId,
    state,
    redirect_uri: redirectUri,
    scope,
    response_type: 'code',
    code_challenge: challenge,
    code_challenge_method: challengeMethod
  }
  return `      <form id="authorizeform" method="POST" action="/auth/authorize" data-working="${escapeHtml(texts.working)}">
${hiddenFields(fields)}
${errorLine(form.error ?? '')}
        <div class="choose two">
          <button type="submit">${escapeHtml(texts.allow)}</button>
          <a class="button second cancel" href="${escapeHtml(refusalUrl(form))}">${escapeHtml(texts.refuse)}</a>
        </div>
      </form>
      <script type="module" src="/assets/scripts/press-once.js"></script>`
}

/** Asks the owner whether a client may have what it asks for. Nothing of what the client says is trusted. */
export const sendConsentPage = (
  _request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  form: ConsentForm
): FastifyReply => {
  const { client, rules, redirectUri, status = 200 } = form
  const texts = inLanguageOf(instance, CONSENT_TEXTS)
  const name = isolated(nameOf(client, texts))
  const logo = allowLogo(reply, client)
  return sendPage(reply, status, {
    locale: instance.locale,
    title: texts.title,
    wide: true,
    main: `      <h1>${escapeHtml(texts.title)}</h1>
${clientCard(client, texts, logo)}
${linkedAppOf(form, texts)}      <p>${texts.asks(`<strong>${name}</strong>`, `<strong>${escapeHtml(hostOf(instance))}</strong>`)} ${escapeHtml(texts.list)}</p>
${permissionList(permissionsInWords(instance, rules))}
      <p class="note">${escapeHtml(texts.selfDeclared)}</p>
${policiesOf(client, texts)}      <p>${texts.refusing(name)} ${escapeHtml(texts.takeBack)}</p>
      <p>${texts.leadsTo(isolated(placeOf(redirectUri), 'code'))}</p>
${formOf(form, texts)}`
  })
}
