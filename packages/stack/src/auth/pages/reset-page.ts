import type { FastifyReply, FastifyRequest } from 'fastify'
import { hostOf, pageUrl } from '../../instances/addresses.js'
import type { Instance } from '../../instances/api.js'
import { escapeHtml, ICON, sendPage } from '../../server/html.js'
import { formTexts, hiddenFields } from './form-parts.js'
import { sendNoticePage } from './notice-page.js'
import { inLanguageOf } from './texts/language.js'
import { PASSWORD_TEXTS } from './texts/password.js'

export interface ResetForm {
  csrfToken: string
  /** Where the login leads afterwards; '' for the default one. */
  redirect: string
  /** The slug of the app that has led here; '' for the login. */
  from: string
  /** The way back; absent for none. */
  back?: string
  /** Whether the owner has left a hint: then the page offers to mail it. */
  hasHint: boolean
}

/** `GET /auth/passphrase_reset`: offers to send a mail with which a new password can be chosen. */
export const sendResetPage = (
  _request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  { csrfToken, redirect, from, back, hasHint }: ResetForm
): FastifyReply => {
  const texts = inLanguageOf(instance, PASSWORD_TEXTS)
  const hint = `      <form id="send-hint-form" method="POST" action="/auth/hint" ${formTexts(instance)}>
${hiddenFields({ csrf_token: csrfToken, redirect })}
        <p>${escapeHtml(texts.hintHelp)}</p>
        <button type="submit" class="second">${escapeHtml(texts.hintSubmit)}</button>
      </form>
      <hr>
`
  const label = from === '' ? texts.backToLogin : texts.back
  return sendPage(reply, 200, {
    locale: instance.locale,
    title: texts.resetTitle,
    main: `${ICON}
      <h1>${escapeHtml(texts.resetTitle)}</h1>
      <p class="quiet">${escapeHtml(hostOf(instance))}</p>
${hasHint ? hint : ''}      <form id="reset-form" method="POST" action="/auth/passphrase_reset" ${formTexts(instance)}>
${hiddenFields({ csrf_token: csrfToken, redirect, from })}
        <p>${escapeHtml(texts.resetHelp)}</p>
        <button type="submit">${escapeHtml(texts.resetSubmit)}</button>
      </form>${back === undefined ? '' : `\n      <p class="below"><a href="${escapeHtml(back)}">${escapeHtml(label)}</a></p>`}
      <script type="module" src="/assets/scripts/press-once.js"></script>`
  })
}

/** What follows a `POST` to the reset, or with `hint` to `/auth/hint`; it says nothing of whether a mail was sent. */
export const sendMailSentPage = (
  _request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  { redirect, what }: { redirect: string; what: 'reset' | 'hint' }
): FastifyReply => {
  const texts = inLanguageOf(instance, PASSWORD_TEXTS)
  return sendNoticePage(reply, instance, 200, {
    title: texts.sentTitle,
    paragraphs: [what === 'hint' ? texts.hintSentHelp : texts.sentHelp, texts.sentDetail],
    link: {
      href: pageUrl(instance, '/auth/login', redirect === '' ? {} : { redirect }),
      label: texts.backToLogin
    }
  })
}
