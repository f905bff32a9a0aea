import type { FastifyReply, FastifyRequest } from 'fastify'
import { hostOf } from '../../instances/addresses.js'
import type { Instance } from '../../instances/api.js'
import { escapeHtml, ICON, sendPage } from '../../server/html.js'
import { textsOf } from '../../server/texts.js'
import { errorLine, formTexts, hiddenFields, script, submitOfScript } from './form-parts.js'
import { inLanguageOf } from './texts/language.js'
import { CODE_TEXTS } from './texts/two-factor.js'

export interface TwoFactorForm {
  /** Of the first step; not a CSRF token. */
  token: string
  redirect: string
  longRun: boolean
  /** Whether the person may have the code left out on this device from now on. */
  mayTrust: boolean
  /** Of `/auth/confirm` and of a move; '' elsewhere. */
  state?: string
  clientId?: string
  isConfirmation?: boolean
  /** What was wrong with the last attempt. */
  error?: string
}

/** `/auth/twofactor`: asks for the code that was mailed. */
export const sendTwoFactorPage = (
  _request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  status: number,
  form: TwoFactorForm
): FastifyReply => {
  const { error = '' } = form
  const texts = inLanguageOf(instance, CODE_TEXTS)
  const fields = {
    state: form.state ?? '',
    client_id: form.clientId ?? '',
    redirect: form.redirect,
    confirm: form.isConfirmation ? 'true' : '',
    'two-factor-token': form.token,
    'long-run-session': String(form.longRun)
  }
  const trust = `        <label class="choice"><input id="two-factor-trust-device" type="checkbox" name="two-factor-trust-device" value="1"> ${escapeHtml(texts.trust)}</label>\n`
  return sendPage(reply, status, {
    locale: instance.locale,
    title: texts.title,
    main: `${ICON}
      <h1>${escapeHtml(texts.title)}</h1>
      <p class="quiet">${escapeHtml(hostOf(instance))}</p>
      <form id="two-factor-form" method="POST" action="/auth/twofactor" ${formTexts(instance)}>
${hiddenFields(fields, Object.keys(fields))}
        <p id="code-help">${escapeHtml(texts.help)}</p>
        <label for="two-factor-passcode">${escapeHtml(texts.code)}</label>
        <div class="field code"><input id="two-factor-passcode" type="text" name="two-factor-passcode" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]*" maxlength="9" autofocus required data-help="code-help" aria-describedby="${error && 'login-error '}code-help"${error && ' aria-invalid="true"'}></div>
${errorLine(error)}
${form.mayTrust ? trust : ''}${submitOfScript(texts.submit, textsOf(instance.locale).needsScript, 'two-factor-submit')}
      </form>
      <p class="below"><a href="/auth/login">${escapeHtml(texts.back)}</a></p>
${script('two-factor')}`
  })
}
