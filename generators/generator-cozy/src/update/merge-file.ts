import { mergeJson } from './merge-json.js'
import { mergeLines, type Merged } from './merge-lines.js'

export type Content = string | Uint8Array

const JSON_FILE = /(\.json|(^|\/)manifest\.(konnector|webapp))$/

/** The text of a file; undefined where its bytes are none. */
export const textOf = (content: Content): string | undefined => {
  if (typeof content === 'string') return content
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

const hasCrlf = (text: string): boolean => /\r\n/.test(text) && !/[^\r]\n/.test(text)
const unix = (text: string): string => text.replaceAll('\r\n', '\n')

/** Whether two contents are the same but for how their lines end, which git changes on some systems. */
export const sameContent = (one: Content, other: Content): boolean => {
  const [a, b] = [textOf(one), textOf(other)]
  if (a === undefined || b === undefined)
    return Buffer.from(one as Uint8Array).equals(Buffer.from(other as Uint8Array))
  return unix(a) === unix(b)
}

/** Template's content with the ends of lines that the person's file has. */
export const likeYours = (yours: Content, template: Content): Content => {
  const [a, b] = [textOf(yours), textOf(template)]
  return a !== undefined && b !== undefined && hasCrlf(a) ? unix(b).replaceAll('\n', '\r\n') : template
}

/** Merges two changes of a file. Of what is no text yours stays, and there is a conflict. */
export const mergeFile = (
  path: string,
  base: Content,
  yours: Content,
  template: Content,
  label: string
): Merged<Content> => {
  const texts = [base, yours, template].map(textOf)
  const [b, y, t] = texts.map(text => (text === undefined ? undefined : unix(text)))
  if (b === undefined || y === undefined || t === undefined) return { content: yours, hasConflict: true }
  const merged = (JSON_FILE.test(path) && mergeJson(b || '{}', y, t, label)) || mergeLines(b, y, t, label)
  return merged.content === y
    ? { ...merged, content: yours }
    : { ...merged, content: likeYours(yours, merged.content) }
}
