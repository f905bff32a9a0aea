import type { Instance } from '../../instances/api.js'
import { escapeHtml } from '../../server/html.js'
import { MAIL_ERRORS } from '../errors.js'
import type { MailPart } from '../mail.js'
import type { Block, ValueOf } from './template.js'
import { TEMPLATES } from './templates.js'

const isWeb = (address: string): boolean => /^https?:\/\//i.test(address)

const asText = (block: Block): string => {
  if (block === undefined) return ''
  if (typeof block === 'string') return block
  if ('link' in block) return `${block.label}\n${block.link}`
  return 'code' in block ? block.code : block.quote.replaceAll(/^/gm, '> ')
}

const paragraph = (html: string): string => `<p>${html.replaceAll('\n', '<br>')}</p>`

const asHtml = (block: Block): string => {
  if (block === undefined) return ''
  if (typeof block === 'string') return paragraph(escapeHtml(block))
  if ('code' in block) return `<p><strong>${escapeHtml(block.code)}</strong></p>`
  if ('quote' in block) return `<blockquote>${paragraph(escapeHtml(block.quote))}</blockquote>`
  const label = escapeHtml(block.label)
  return isWeb(block.link)
    ? `<p><a href="${escapeHtml(block.link)}">${label}</a></p>`
    : paragraph(`${label}\n${escapeHtml(block.link)}`)
}

/** A mail of the stack's own: as text, and as HTML in which every value is text. Throws `JobError`. */
export const renderTemplate = (
  name: string,
  locale: string,
  { domain }: Pick<Instance, 'domain'>,
  values: Record<string, unknown> | null = {}
): { subject: string; parts: MailPart[] } => {
  if (!Object.hasOwn(TEMPLATES, name)) throw MAIL_ERRORS.unknownTemplate(name)
  const { en, fr } = TEMPLATES[name as keyof typeof TEMPLATES]
  const given: Record<string, unknown> = { ...values, InstanceURL: `http://${domain}/` }
  const value: ValueOf = key => {
    const found: unknown = Object.hasOwn(given, key) ? given[key] : undefined
    return typeof found === 'string' || typeof found === 'number'
      ? String(found)
      : found === true
        ? 'true'
        : ''
  }
  const language = locale.startsWith('fr') ? 'fr' : 'en'
  const { subject, blocks } = (language === 'fr' ? fr : en)(value)
  const said = blocks.filter(block => block !== undefined)
  const html = `<!DOCTYPE html>\n<html lang="${language}">\n<body>\n${said.map(asHtml).join('\n')}\n</body>\n</html>\n`
  return {
    subject,
    parts: [
      { type: 'text/plain', body: `${said.map(asText).join('\n\n')}\n` },
      { type: 'text/html', body: html }
    ]
  }
}
