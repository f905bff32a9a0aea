import type { FastifyReply } from 'fastify'
import { addCspSources } from '../../server/csp.js'
import { escapeHtml } from '../../server/html.js'
import type { ConsentClient } from './consent-page.js'
import { isolated } from './form-parts.js'
import type { CONSENT_TEXTS } from './texts/consent.js'
import { webUrl } from './web-url.js'

type Texts = (typeof CONSENT_TEXTS)['en']

/** In characters. Longer ones are no names, and would push what matters off the page. */
const LONGEST = 80

export const shortened = (text: string): string => {
  const characters = [...text]
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text
}

/** What a client calls itself, without characters that nobody sees or that turn the text around. */
export const nameOf = ({ client_name: name }: ConsentClient, texts: Texts): string =>
  shortened(String(name ?? '').replaceAll(/[\p{Cc}\p{Cf}]/gu, '')).trim() || texts.unnamed

/** A policy is read up to `;` and `,`, and an address may hold them as they are. */
const inPolicy = (text: string): string => text.replaceAll(';', '%3B').replaceAll(',', '%2C')

/**
 * The logo, which the page's policy must allow: the real stack allows an encrypted address without its port, and so none
 * other is shown. Call before the page is sent.
 */
export const allowLogo = (reply: FastifyReply, { logo_uri: uri }: ConsentClient): URL | undefined => {
  const url = webUrl(uri)
  if (!url) return undefined
  addCspSources(reply, 'img-src', "'self'", inPolicy(`https://${url.hostname}${url.pathname}`))
  return url.protocol === 'https:' && url.port === '' ? url : undefined
}

const picture = (logo: URL | undefined, name: string): string =>
  logo
    ? `<img src="${escapeHtml(logo.href)}" alt="" width="48" height="48" referrerpolicy="no-referrer">`
    : `<span class="initial" aria-hidden="true">${escapeHtml([...name][0]!.toLocaleUpperCase())}</span>`

const kindOf = ({ client_kind: kind }: ConsentClient, texts: Texts): string =>
  kind !== undefined && Object.hasOwn(texts.kinds, kind) ? texts.kinds[kind]! : texts.otherKind

const detailsOf = (client: ConsentClient): string => {
  const { software_id: id, software_version: version, client_uri: uri } = client
  const site = webUrl(uri)
  const software = [id, version].filter(Boolean).join(' ')
  const lines = [
    site &&
      `<a href="${escapeHtml(site.href)}" target="_blank" rel="noopener noreferrer">${escapeHtml(site.host)}</a>`,
    software && software !== site?.href && isolated(shortened(software))
  ].filter(Boolean)
  return lines.map(line => `\n          <p class="note">${line}</p>`).join('')
}

/** Who asks: logo, name, kind and addresses, all as the client says. */
export const clientCard = (client: ConsentClient, texts: Texts, logo: URL | undefined): string => {
  const name = nameOf(client, texts)
  return `      <div class="client">
        ${picture(logo, name)}
        <div>
          <p class="name">${isolated(name)}</p>
          <p class="note">${escapeHtml(kindOf(client, texts))}</p>${detailsOf(client)}
        </div>
      </div>`
}
