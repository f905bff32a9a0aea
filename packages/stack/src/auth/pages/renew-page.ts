import type { FastifyReply, FastifyRequest } from 'fastify'
import { hostOf } from '../../instances/addresses.js'
import type { Instance } from '../../instances/api.js'
import { KDF_ITERATIONS, passphraseSalt } from '../../instances/passphrase.js'
import { escapeHtml, ICON, sendPage } from '../../server/html.js'
import { textsOf } from '../../server/texts.js'
import { formTexts, hiddenFields, passwordField, script, submitOfScript } from './form-parts.js'
import { inLanguageOf } from './texts/language.js'
import { PASSWORD_TEXTS } from './texts/password.js'

/** Of a person who has forgotten the password, or of one who chooses the first. */
export type RenewForm =
  | { kind: 'renew'; csrfToken: string; resetToken: string; from: string }
  | { kind: 'first'; registerToken: string }

const fieldsOf = (form: RenewForm): Record<string, string> =>
  form.kind === 'first'
    ? { register_token: form.registerToken }
    : { csrf_token: form.csrfToken, passphrase_reset_token: form.resetToken, from: form.from }

/** `GET /auth/passphrase_renew` and `GET /auth/passphrase`: a new password, hashed in the browser. */
export const sendRenewPage = (
  _request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  form: RenewForm
): FastifyReply => {
  const { domain, locale } = instance
  const texts = inLanguageOf(instance, PASSWORD_TEXTS)
  const action = form.kind === 'first' ? '/settings/passphrase' : '/auth/passphrase_renew'
  const fields = { ...fieldsOf(form), iterations: String(KDF_ITERATIONS) }
  return sendPage(reply, 200, {
    locale,
    title: texts.newTitle,
    main: `${ICON}
      <h1>${escapeHtml(texts.newTitle)}</h1>
      <p class="quiet">${escapeHtml(hostOf(instance))}</p>
      <form id="new-pass-form" method="POST" action="${action}" data-salt="${escapeHtml(passphraseSalt(domain))}" data-too-short="${escapeHtml(texts.tooShort)}" data-same-hint="${escapeHtml(texts.sameHint)}" ${formTexts(instance)}>
${hiddenFields(fields, ['iterations', 'csrf_token', 'from'])}
${passwordField(instance, { label: texts.newPassword, autocomplete: 'new-password', help: 'password-tip' })}
        <p id="password-tip" class="help">${escapeHtml(texts.newHelp)}</p>
        <details>
          <summary>${escapeHtml(texts.hintShow)}</summary>
          <label for="hint">${escapeHtml(texts.hint)}</label>
          <div class="field"><input id="hint" type="text" name="hint" autocomplete="off" maxlength="255" aria-describedby="hint-tip"></div>
          <p id="hint-tip" class="help">${escapeHtml(texts.hintNote)}</p>
        </details>
${submitOfScript(texts.save, textsOf(locale).needsScript)}
      </form>
${script('new-password')}`
  })
}
