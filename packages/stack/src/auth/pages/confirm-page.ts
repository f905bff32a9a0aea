import type { FastifyReply, FastifyRequest } from 'fastify'
import { hostOf } from '../../instances/addresses.js'
import type { Instance } from '../../instances/api.js'
import { passphraseSalt } from '../../instances/passphrase.js'
import { escapeHtml, ICON, sendPage } from '../../server/html.js'
import { textsOf } from '../../server/texts.js'
import { forgottenLink } from './forgotten-link.js'
import { formTexts, hiddenFields, passwordField, script, submitOfScript } from './form-parts.js'
import { inLanguageOf } from './texts/language.js'
import { PASSWORD_TEXTS } from './texts/password.js'

export interface ConfirmForm {
  csrfToken: string
  state: string
  redirect: string
}

/** `GET /auth/confirm`: asks for the password of a person who is logged in already. */
export const sendConfirmPage = (
  request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  { csrfToken, state, redirect }: ConfirmForm
): FastifyReply => {
  const { domain, locale } = instance
  const texts = inLanguageOf(instance, PASSWORD_TEXTS)
  const { password, needsScript } = textsOf(locale)
  const fields = { state, redirect, csrf_token: csrfToken, 'trusted-device-token': '' }
  return sendPage(reply, 200, {
    locale,
    title: texts.confirmTitle,
    main: `${ICON}
      <h1>${escapeHtml(texts.confirmTitle)}</h1>
      <p class="quiet">${escapeHtml(hostOf(instance))}</p>
      <form id="login-form" method="POST" action="/auth/confirm" data-iterations="${instance.kdfIterations}" data-salt="${escapeHtml(passphraseSalt(domain))}" ${formTexts(instance)}>
${hiddenFields(fields, Object.keys(fields))}
        <p>${escapeHtml(texts.confirmHelp)}</p>
${passwordField(instance, { label: password, autocomplete: 'current-password' })}
${submitOfScript(texts.confirm, needsScript)}
      </form>
${forgottenLink(request, instance, redirect)}${script('login')}`
  })
}
