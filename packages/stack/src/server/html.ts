import type { FastifyReply } from 'fastify'
import { addCspSources } from './csp.js'
import { languageOf } from './texts.js'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  "'": '&#39;',
  '"': '&#34;',
  '<': '&lt;',
  '>': '&gt;'
}

/** A text as it stands in HTML, between tags and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replaceAll(/[&'"<>]/g, found => ENTITIES[found]!)

/** What stands above the title of a page on an instance's own host. */
export const ICON = '      <img src="/assets/icon.svg" alt="" width="72" height="72">'

/** What a page of the stack itself is made of. `main` is HTML already. */
export interface Page {
  locale: string
  title: string
  /** Where the stack's own files are; on an app's host they are its instance's. */
  assets?: string
  /** For a page with more to read than to fill in. */
  wide?: boolean
  main: string
}

const document = ({ locale, title, assets = '/assets', wide = false, main }: Page): string => `<!DOCTYPE html>
<html lang="${languageOf(locale)}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="same-origin">
    <title>${escapeHtml(title)}</title>
    <link rel="icon" href="${escapeHtml(assets)}/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="${escapeHtml(assets)}/styles/pages.css">
  </head>
  <body${wide ? ' class="wide"' : ''}>
    <main>
${main}
    </main>
  </body>
</html>
`

/** Sends a page of the stack itself; it may load what the stack serves, and nothing else. */
export const sendPage = (reply: FastifyReply, status: number, page: Page): FastifyReply => {
  addCspSources(reply, 'default-src', "'self'")
  addCspSources(reply, 'img-src', "'self'", 'data:')
  return reply.code(status).header('content-type', 'text/html; charset=UTF-8').send(document(page))
}
