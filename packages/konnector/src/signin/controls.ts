import type { CheerioAPI } from 'cheerio'
import type { Selection } from '../scrape/scrape.js'

type Pair = [name: string, value: string]

const SENT_BY_CLICK = /^(?:submit|image|button|reset)$/

const typeOf = (control: Selection): string => {
  if (control.is('button')) return (control.attr('type') ?? 'submit').toLowerCase()
  return (control.attr('type') ?? 'text').toLowerCase()
}

const isDisabled = (control: Selection): boolean => {
  if (control.is('[disabled]')) return true
  // What stands in the first legend of a disabled fieldset stays usable.
  return control
    .parents('fieldset[disabled]')
    .toArray()
    .some((_, index) => {
      const fieldset = control.parents('fieldset[disabled]').eq(index)
      return (
        fieldset
          .children('legend')
          .first()
          .find('*')
          .filter((_i, element) => control.is(element as never)).length === 0
      )
    })
}

const selectedIn = ($: CheerioAPI, select: Selection): string[] => {
  const options = select
    .find('option')
    .toArray()
    .map(option => $(option))
  const usable = options.filter(option => !option.is('[disabled], optgroup[disabled] option'))
  const chosen = usable.filter(option => option.is('[selected]'))
  // Asked for the value of an option that has none, cheerio answers its text with all its blanks.
  const valueOf = (option: Selection): string =>
    (option.is('[value]') ? option.attr('value') : undefined) ?? option.text().replace(/\s+/g, ' ').trim()
  if (select.is('[multiple]')) return chosen.map(valueOf)
  // Browsers show the last one that is marked, and the first one where none is.
  const shown = chosen.at(-1) ?? usable[0]
  return shown ? [valueOf(shown)] : []
}

const valuesOf = ($: CheerioAPI, control: Selection): string[] => {
  if (control.is('select')) return selectedIn($, control)
  if (control.is('textarea')) return [control.text().replace(/\r?\n/g, '\r\n')]
  const type = typeOf(control)
  if (SENT_BY_CLICK.test(type) || type === 'file') return []
  if (type !== 'checkbox' && type !== 'radio') return [control.attr('value') ?? '']
  return control.is('[checked]') ? [control.attr('value') ?? 'on'] : []
}

/** All that belongs to a form, in the order of the page: what stands in it, and what names it by its `form` attribute. */
export const controlsOf = ($: CheerioAPI, form: Selection): Selection[] => {
  const id = form.attr('id')
  return $('input, select, textarea, button')
    .toArray()
    .map(element => $(element))
    .filter(control => {
      const owner = control.attr('form')
      return owner === undefined ? control.closest('form').is(form) : owner === id
    })
}

/** The button that Enter presses: the first of the form that sends it. */
export const defaultButton = (controls: readonly Selection[]): Selection | undefined => {
  const first = controls.find(
    control => control.is('input, button') && /^(?:submit|image)$/.test(typeOf(control))
  )
  return first && !isDisabled(first) ? first : undefined
}

/** What a browser sends for a form, by the HTML standard, if `button` is pressed. Files are left out. */
export const successfulControls = (
  $: CheerioAPI,
  controls: readonly Selection[],
  button: Selection | undefined
): Pair[] =>
  controls.flatMap((control): Pair[] => {
    const name = control.attr('name') ?? ''
    if (name === '' || isDisabled(control) || control.closest('datalist').length > 0) return []
    const pressed = button !== undefined && control.is(button) && typeOf(control) === 'submit'
    return (pressed ? [control.attr('value') ?? ''] : valuesOf($, control)).map((value): Pair => [
      name,
      value
    ])
  })
