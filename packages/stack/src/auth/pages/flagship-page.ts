import type { FastifyReply, FastifyRequest } from 'fastify'
import { hostOf } from '../../instances/addresses.js'
import type { Instance } from '../../instances/api.js'
import { escapeHtml, ICON, sendPage } from '../../server/html.js'
import { textsOf } from '../../server/texts.js'
import { errorLine, formTexts, script, submitOfScript } from './form-parts.js'
import { inLanguageOf } from './texts/language.js'
import { CODE_TEXTS } from './texts/two-factor.js'

export interface FlagshipForm {
  clientId: string
  /** Of the mail that was sent. */
  token: string
}

/** Asks for a code before a client that nobody has certified may ask for everything. */
export const sendConfirmFlagshipPage = (
  _request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  { clientId, token }: FlagshipForm
): FastifyReply => {
  const texts = inLanguageOf(instance, CODE_TEXTS)
  const { needsScript } = textsOf(instance.locale)
  return sendPage(reply, 200, {
    locale: instance.locale,
    title: texts.flagshipTitle,
    main: `${ICON}
      <h1>${escapeHtml(texts.flagshipTitle)}</h1>
      <p class="quiet">${escapeHtml(hostOf(instance))}</p>
      <p class="warning">${escapeHtml(texts.flagshipWarning)}</p>
      <form id="confirm-flagship-form" method="POST" action="/auth/clients/${encodeURIComponent(clientId)}/flagship" ${formTexts(instance)}>
        <input id="confirm-token" type="hidden" name="confirm-token" value="${escapeHtml(token)}">
        <p id="code-help">${escapeHtml(texts.flagshipHelp)}</p>
        <label for="code-input">${escapeHtml(texts.code)}</label>
        <div class="field code"><input id="code-input" type="text" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]*" maxlength="9" autofocus required data-help="code-help" aria-describedby="code-help"></div>
${errorLine('')}
${submitOfScript(inLanguageOf(instance, CODE_TEXTS).continueOn, needsScript, 'confirm-flagship-submit')}
      </form>
${script('confirm-flagship')}`
  })
}
