import type { CheerioAPI } from 'cheerio'
import { KonnectorError } from '../errors/konnector-error.js'
import type { FieldPairs, Fields } from '../http/api.js'
import { pairsOf } from '../http/query.js'
import { controlsOf, defaultButton, successfulControls } from './controls.js'

/** A form, filled in and ready to be sent. */
export interface FilledForm {
  url: string
  method: 'GET' | 'POST'
  pairs: [name: string, value: string][]
  multipart: boolean
  /** That the form wants; undefined for that of its page. */
  charset: string | undefined
}

export interface FormChoice {
  formSelector: string
  /** Values by name: they take the place of what the form has, and undefined or null takes a field away. */
  formData: Fields | undefined
  /** Whether the name of the button that Enter presses is sent, as browsers do. */
  button: boolean
}

const invalid = (reason: string): KonnectorError =>
  new KonnectorError('INVALID_FORM', {
    message: `Failed to find the form: ${reason}. Look at the page of the provider.`
  })

/** The values of a form with those of the konnector in their places; what the form lacks comes last. */
export const fillIn = (own: FieldPairs, given: Fields = {}): [string, string][] => {
  const left = new Set(Object.keys(given))
  const filled = own.flatMap(([name, value]): [string, string][] => {
    if (!Object.hasOwn(given, name)) return [[name, value]]
    return left.delete(name) ? pairsOf({ [name]: given[name] }) : []
  })
  return [...filled, ...[...left].flatMap(name => pairsOf({ [name]: given[name] }))]
}

const addressOf = (action: string | undefined, $: CheerioAPI, pageUrl: string): string => {
  const base = $('base[href]').first().attr('href')
  try {
    // An empty action is the page itself, whatever <base> says.
    const url =
      action === undefined || action.trim() === ''
        ? new URL(pageUrl)
        : new URL(action.trim(), new URL(base ?? '', pageUrl))
    if (!/^https?:$/.test(url.protocol)) throw new TypeError(url.protocol)
    return url.href
  } catch {
    throw invalid('its action is no address of a site')
  }
}

/**
 * Reads a form of a page and fills it in, as a browser would send it.
 *
 * @throws KonnectorError `INVALID_FORM` where the selector finds nothing, or what is no form
 */
export const fillForm = (
  $: CheerioAPI,
  pageUrl: string,
  { formSelector, formData, button }: FormChoice
): FilledForm => {
  const form = $(formSelector).first()
  if (form.length === 0) throw invalid(`nothing matches \`${formSelector}\``)
  if (!form.is('form')) throw invalid(`element matching \`${formSelector}\` is not a \`form\``)
  const controls = controlsOf($, form)
  const pressed = button ? defaultButton(controls) : undefined
  const said = (name: string): string | undefined => pressed?.attr(`form${name}`) ?? form.attr(name)
  const method = said('method')?.trim().toUpperCase()
  const hasPassword = controls.some(control => control.is('input[type="password" i]'))
  return {
    url: addressOf(said('action'), $, pageUrl),
    // A form without a method is one that a script sends, and a password has no place in an address.
    method: method === 'GET' && !hasPassword ? 'GET' : 'POST',
    pairs: fillIn(successfulControls($, controls, pressed), formData),
    multipart: said('enctype')?.trim().toLowerCase() === 'multipart/form-data',
    charset:
      form
        .attr('accept-charset')
        ?.trim()
        .split(/[\s,]+/)[0] || undefined
  }
}
