import { kindOf, type Context } from './context.js'
import type { TemplateValue } from './expression.js'

/** What Go writes in the place of a value that would not be safe where it stands. */
const UNSAFE = 'ZgotmplZ'

const HTML: Readonly<Record<string, string>> = {
  '\0': '\ufffd',
  '"': '&#34;',
  '&': '&amp;',
  "'": '&#39;',
  '+': '&#43;',
  '<': '&lt;',
  '>': '&gt;'
}

const escapeText = (text: string): string => text.replaceAll(/[\0"&'+<>]/g, sign => HTML[sign]!)

const escapeUnquoted = (text: string): string =>
  text === '' ? UNSAFE : escapeText(text).replaceAll(/[\t\n\v\f\r =`]/g, sign => `&#${sign.charCodeAt(0)};`)

const percent = (text: string): string =>
  [...Buffer.from(text)].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('')

const normaliseUrl = (text: string): string =>
  text.replaceAll(/%(?![0-9a-fA-F]{2})|[^\w\-.~!#$&*+,/:;=?@[\]%]/gu, percent)

const escapeQuery = (text: string): string => text.replaceAll(/[^\w\-.~]/gu, percent)

const hasSafeScheme = (text: string): boolean => {
  const [scheme, rest] = text.split(':', 2)
  return rest === undefined || scheme!.includes('/') || /^(https?|mailto)$/i.test(scheme!)
}

/** By what of the address stands before the value. */
const escapeUrl = (text: string, before: string): string => {
  if (/[?#]/.test(before)) return escapeQuery(text)
  return before.trim() !== '' || hasSafeScheme(text) ? normaliseUrl(text) : `#${UNSAFE}`
}

const unicode = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`

const scriptValue = (value: string | boolean): string =>
  typeof value === 'boolean' ? ` ${value} ` : JSON.stringify(value).replaceAll(/[<>&\u2028\u2029]/g, unicode)

const SHORT: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '/': '\\/',
  '\\': '\\\\'
}

const scriptText = (text: string): string =>
  text.replaceAll(/[\0\t\n\v\f\r"`&'+/<>\\$\u2028\u2029]/g, sign =>
    sign === '$' ? '\\u0024' : (SHORT[sign] ?? unicode(sign))
  )

const scriptRegexp = (text: string): string =>
  text === '' ? '(?:)' : scriptText(text).replaceAll(/[-.*?()[\]^{|}]/g, sign => `\\${sign}`)

const escapeScript = (value: string | boolean, { script }: Context): string => {
  if (script.in === 'code') return scriptValue(value)
  if (script.in === 'regexp') return scriptRegexp(String(value))
  return script.in.endsWith('comment') ? '' : scriptText(String(value))
}

/** A name, a number, a colour: anything that could end a declaration is kept out. */
const escapeStyle = (text: string): string =>
  /^[\w \t.,%#!-]*$/.test(text) && !/expression|mozbinding/i.test(text.replaceAll(/[^a-z]/gi, ''))
    ? text
    : UNSAFE

const inAttribute = (value: string | boolean, context: Context): string => {
  const text = String(value)
  switch (kindOf(context)) {
    case 'url':
      return escapeUrl(text, context.value)
    case 'script':
      return escapeScript(value, context)
    case 'style':
      return escapeStyle(text)
    case 'text':
      return text
  }
}

const withoutTags = (html: string): string => html.replaceAll(/<[^>]*>/g, '')

/** Writes a value as it may stand in a place, as Go's html/template does: so that it never becomes markup or code there. */
export const escapeValue = (value: TemplateValue, context: Context): string => {
  if (typeof value === 'object' && context.in === 'text') return value.html
  const isText = context.in === 'attribute' && kindOf(context) === 'text'
  const plain = typeof value !== 'object' ? value : isText ? withoutTags(value.html) : value.html
  switch (context.in) {
    case 'attribute': {
      const written = inAttribute(plain, context)
      return context.quote === '' ? escapeUnquoted(written) : escapeText(written)
    }
    case 'script':
      return escapeScript(plain, context)
    case 'style':
      return escapeStyle(String(plain))
    case 'comment':
      return ''
    case 'tag':
      return /^[a-z][a-z0-9]*$/i.test(String(plain)) && !/^(on|style|src|href)/i.test(String(plain))
        ? String(plain)
        : UNSAFE
    case 'text':
    case 'rcdata':
      return escapeText(String(plain))
  }
}
