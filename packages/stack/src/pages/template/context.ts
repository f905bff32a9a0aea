import { attributeKind, type AttributeKind } from './attribute.js'
import { SCRIPT_START, walkScript, type ScriptState } from './script-state.js'

/** Where in an HTML document one stands: what decides how a value is written there. */
export interface Context {
  in: 'text' | 'tag' | 'attribute' | 'comment' | 'rcdata' | 'script' | 'style'
  /** The tag one is in, or the element whose content is read in another way than HTML. */
  element: string
  /** Of the tag one is in, so that scripts of another type are told from scripts. */
  type: string
  /** Attribute: its name, what ends it (`''` for the next space), and what of its value is behind. */
  attribute: string
  quote: '"' | "'" | ''
  value: string
  script: ScriptState
}

export const DOCUMENT_START: Context = {
  in: 'text',
  element: '',
  type: '',
  attribute: '',
  quote: '',
  value: '',
  script: SCRIPT_START
}

export const kindOf = ({ attribute }: Context): AttributeKind => attributeKind(attribute)

const SCRIPT_TYPE =
  /^$|^module$|^(application|text)\/(ecmascript|javascript|json|ld\+json|x-ecmascript|x-javascript|javascript1\.[0-5]|jscript|livescript|babel|jsx)$|^importmap$|^speculationrules$/

const contentOf = (context: Context): Context => {
  const { element, type } = context
  const base = { ...DOCUMENT_START, element }
  if (element === 'script') {
    return SCRIPT_TYPE.test(type.split(';')[0]!.trim().toLowerCase())
      ? { ...base, in: 'script' }
      : DOCUMENT_START
  }
  if (element === 'style') return { ...base, in: 'style' }
  return element === 'textarea' || element === 'title' ? { ...base, in: 'rcdata' } : DOCUMENT_START
}

interface Step {
  /** What was read, in characters. */
  length: number
  out?: string
  context: Context
}

const inText = (text: string, context: Context): Step => {
  const at = text.search(/<!--|<\/?[A-Za-z]/)
  if (at < 0) return { length: text.length, context }
  // Go takes comments out of a page.
  if (text.startsWith('<!--', at)) {
    return { length: at + 4, out: text.slice(0, at), context: { ...context, in: 'comment' } }
  }
  const [tag = '', slash = '', name = ''] = /^<(\/?)([A-Za-z][^\s/>]*)/.exec(text.slice(at)) ?? []
  const element = slash === '' ? name.toLowerCase() : ''
  return { length: at + tag.length, context: { ...DOCUMENT_START, in: 'tag', element } }
}

const inTag = (text: string, context: Context): Step => {
  const end = /^[\s/]*>/.exec(text)
  if (end) return { length: end[0].length, context: contentOf(context) }
  const named = /^[\s/]*([^\s=>/"'<]+)/.exec(text)
  if (named) return { length: named[0].length, context: { ...context, attribute: named[1]!.toLowerCase() } }
  const valued = /^\s*=\s*(["']?)/.exec(text)
  if (
    valued &&
    (valued[1] || valued[0].length === text.length || /[^\s>]/.test(text[valued[0].length] ?? ''))
  ) {
    const quote = valued[1] as Context['quote']
    return {
      length: valued[0].length,
      context: { ...context, in: 'attribute', quote, value: '', script: SCRIPT_START }
    }
  }
  return { length: 1, context }
}

const inAttribute = (text: string, context: Context): Step => {
  const end = context.quote === '' ? text.search(/[\s>]/) : text.indexOf(context.quote)
  const more = end < 0 ? text : text.slice(0, end)
  const value = context.value + more
  const script = kindOf(context) === 'script' ? walkScript(more, context.script).state : context.script
  if (end < 0) return { length: text.length, context: { ...context, value, script } }
  return {
    length: end + context.quote.length,
    context: {
      ...context,
      in: 'tag',
      type: context.attribute === 'type' ? value : context.type,
      attribute: '',
      value: ''
    }
  }
}

/** Content that only the closing tag of its element ends. */
const inElement = (text: string, context: Context): Step => {
  const found = new RegExp(`</${context.element}(?=[\\s/>]|$)`, 'i').exec(text)
  const length = found ? found.index : text.length
  const content = text.slice(0, length)
  const walked = context.in === 'script' ? walkScript(content, context.script) : undefined
  return {
    length,
    out: walked?.out ?? content,
    context: found ? DOCUMENT_START : { ...context, ...(walked && { script: walked.state }) }
  }
}

const inComment = (text: string, context: Context): Step => {
  const end = text.indexOf('-->')
  return end < 0
    ? { length: text.length, out: '', context }
    : { length: end + 3, out: '', context: DOCUMENT_START }
}

const STEPS: Readonly<Record<Context['in'], (text: string, context: Context) => Step>> = {
  text: inText,
  tag: inTag,
  attribute: inAttribute,
  comment: inComment,
  rcdata: inElement,
  script: inElement,
  style: inElement
}

/** Walks over a piece of a page as it stands in the file: what is left of it, and where one stands then. */
export const walkHtml = (text: string, start: Context): { out: string; context: Context } => {
  let context = start
  let out = ''
  let rest = text
  while (rest !== '') {
    const step = STEPS[context.in](rest, context)
    // An element that is closed at once has read nothing, but stands elsewhere now.
    out += step.out ?? rest.slice(0, step.length)
    rest = rest.slice(step.length)
    context = step.context
  }
  return { out, context }
}
