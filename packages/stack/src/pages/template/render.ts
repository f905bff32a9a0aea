import { DOCUMENT_START, walkHtml, type Context } from './context.js'
import { escapeValue } from './escape.js'
import { isTrue, type TemplateValues } from './expression.js'
import { parseTemplate, type TemplateNode } from './parse.js'

/** Where one stands behind a value: no longer at the start of an address; a slash in a script divides it. */
const behind = (context: Context): Context => {
  if (context.in === 'attribute') return { ...context, value: `${context.value}value` }
  return context.in === 'script' && context.script.in === 'code'
    ? { ...context, script: { ...context.script, slash: 'division' } }
    : context
}

/**
 * Fills a page in Go's template syntax. Each value is written as its place asks: between tags, in an attribute, an
 * address, a script, a style. Throws `TemplateError`: `syntax` where it is no template, `value` for an unknown variable.
 */
export const renderTemplate = (source: string, values: TemplateValues): string => {
  let context = DOCUMENT_START
  let page = ''
  const write = (nodes: readonly TemplateNode[]): void => {
    for (const node of nodes) {
      if (node.kind === 'text') {
        const walked = walkHtml(node.text, context)
        page += walked.out
        context = walked.context
      } else if (node.kind === 'value') {
        page += escapeValue(node.value(values), context)
        context = behind(context)
      } else write(isTrue(node.condition(values)) ? node.then : node.otherwise)
    }
  }
  write(parseTemplate(source))
  return page
}
