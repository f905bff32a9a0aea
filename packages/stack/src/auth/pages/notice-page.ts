import type { FastifyReply } from 'fastify'
import type { Instance } from '../../instances/api.js'
import { escapeHtml, ICON, sendPage } from '../../server/html.js'
import { webUrl } from './web-url.js'

export interface Link {
  /** A path of the instance or an address of the web; any other is left out. */
  href: string
  /** In the instance's language. */
  label: string
}

/** Something to read, and perhaps one way on. All texts are in the instance's language. */
export interface Notice {
  title: string
  paragraphs: readonly string[]
  link?: Link
}

const isPath = (href: string): boolean => /^\/(?![/\\])/.test(href)

const linkOf = ({ href, label }: Link): string =>
  isPath(href) || webUrl(href)
    ? `\n      <p class="below"><a class="button" href="${escapeHtml(href)}">${escapeHtml(label)}</a></p>`
    : ''

/** Sends a page without a form. */
export const sendNoticePage = (
  reply: FastifyReply,
  instance: Instance,
  status: number,
  { title, paragraphs, link }: Notice
): FastifyReply => {
  const lines = paragraphs.map(text => `      <p class="said">${escapeHtml(text)}</p>`)
  return sendPage(reply, status, {
    locale: instance.locale,
    title,
    main: `${ICON}
      <h1>${escapeHtml(title)}</h1>
${lines.join('\n')}${link ? linkOf(link) : ''}`
  })
}
