import type { Instance } from '../../instances/api.js'
import { passphraseSalt } from '../../instances/passphrase.js'
import { escapeHtml } from '../../server/html.js'
import { textsOf } from '../../server/texts.js'

/** Isolated, so that a name which is written from right to left turns nothing around it. */
export const isolated = (text: string, tag = 'bdi'): string =>
  `<${tag} dir="auto">${escapeHtml(text)}</${tag}>`

/** Fields that a person doesn't see, by name; `ids` are those that scripts of clients look for. */
export const hiddenFields = (fields: Readonly<Record<string, string>>, ids: readonly string[] = []): string =>
  Object.entries(fields)
    .map(([name, value]) => {
      const id = ids.includes(name) ? ` id="${name}"` : ''
      return `        <input${id} type="hidden" name="${name}" value="${escapeHtml(value)}">`
    })
    .join('\n')

export interface PasswordField {
  label: string
  autocomplete: 'current-password' | 'new-password'
  /** The id of a text about it. */
  help?: string
  /** What was wrong with the last attempt; '' for nothing. */
  error?: string
}

/**
 * The field named `passphrase`, as the real stack calls it, with what shows it and what says what is wrong. Before it, for
 * password managers alone and never sent, a name to keep it under.
 */
export const passwordField = (
  instance: Instance,
  { label, autocomplete, help = '', error = '' }: PasswordField
): string => {
  const { show, hide } = textsOf(instance.locale)
  const described = [error && 'login-error', help].filter(Boolean).join(' ')
  return `        <input class="only-read-aloud" type="text" value="${escapeHtml(passphraseSalt(instance.domain))}" autocomplete="username" tabindex="-1" aria-hidden="true" readonly>
        <label for="password">${escapeHtml(label)}</label>
        <div class="field">
          <input id="password" type="password" name="passphrase" autocomplete="${autocomplete}" autocapitalize="none" spellcheck="false" autofocus required data-help="${help}"${described && ` aria-describedby="${described}"`}${error && ' aria-invalid="true"'}>
          <button id="password-visibility" type="button" aria-controls="password" data-show="${escapeHtml(show)}" data-hide="${escapeHtml(hide)}" hidden><span>${escapeHtml(show)}</span><span class="only-read-aloud"> ${escapeHtml(label)}</span></button>
        </div>
${errorLine(error)}`
}

export const errorLine = (error: string): string =>
  `        <p id="login-error" class="error" role="alert"${error === '' ? ' hidden' : ''}>${escapeHtml(error)}</p>`

/** What scripts say while they work; without a script a form with a password is not sent at all. */
export const formTexts = ({ locale }: Instance): string => {
  const { working, unreachable } = textsOf(locale)
  return `data-working="${escapeHtml(working)}" data-unreachable="${escapeHtml(unreachable)}"`
}

/**
 * Disabled until a script has taken the form in hand: it would send the password in plain. What says so shows where that
 * takes long, not in `noscript`: a script that failed to load is missing as well.
 */
export const submitOfScript = (label: string, needsScript: string, id = 'login-submit'): string =>
  `        <p class="error needs-script">${escapeHtml(needsScript)}</p>
        <button id="${id}" type="submit" disabled>${escapeHtml(label)}</button>`

export const script = (name: string): string =>
  `      <script type="module" src="/assets/scripts/${name}.js"></script>`
