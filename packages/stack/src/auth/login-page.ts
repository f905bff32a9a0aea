import type { FastifyReply, FastifyRequest } from 'fastify'
import { appOrigin } from '../instances/addresses.js'
import type { Instance } from '../instances/api.js'
import { KDF_ITERATIONS, passphraseSalt } from '../instances/passphrase.js'
import { INSTANCE_SETTINGS_ID, SETTINGS } from '../settings/instance-settings.js'
import { extendCsp } from '../server/csp.js'
import { escapeHtml, sendPage } from '../server/html.js'
import { textsOf } from '../server/texts.js'

export interface LoginForm {
  csrfToken: string
  /** '' for the default one. */
  redirect: string
  /** What was wrong with the last attempt; '' for nothing. */
  error: string
}

/** Where pages hide their data, and what the real stack's login page asks to empty it: an app with this slug. */
const DATA_PROXY = 'dataproxy'

const publicName = async ({ documents }: Instance): Promise<string> => {
  const settings = await documents.get(SETTINGS, INSTANCE_SETTINGS_ID).catch(() => undefined)
  return typeof settings?.public_name === 'string' ? settings.public_name : ''
}

const formOf = (instance: Instance, title: string, { csrfToken, redirect, error }: LoginForm): string => {
  const { domain, locale } = instance
  const text = (name: keyof ReturnType<typeof textsOf>): string => escapeHtml(textsOf(locale)[name])
  const salt = escapeHtml(passphraseSalt(domain))
  const described = error === '' ? '' : ' aria-describedby="login-error" aria-invalid="true"'
  return `      <img src="/assets/icon.svg" alt="" width="72" height="72">
      <h1>${escapeHtml(title)}</h1>
      <p class="quiet">${escapeHtml(domain)}</p>
      <form id="login-form" method="POST" action="/auth/login" data-iterations="${KDF_ITERATIONS}" data-salt="${salt}" data-working="${text('working')}" data-unreachable="${text('unreachable')}" data-insecure="${text('insecureContext')}">
        <input id="redirect" type="hidden" name="redirect" value="${escapeHtml(redirect)}">
        <input id="csrf_token" type="hidden" name="csrf_token" value="${escapeHtml(csrfToken)}">
        <p>${text('enterPassword')}</p>
        <label for="password">${text('password')}</label>
        <div class="field">
          <input id="password" type="password" name="passphrase" autocomplete="current-password" autofocus required spellcheck="false"${described}>
          <button id="password-visibility" type="button" aria-controls="password" aria-pressed="false" data-show="${text('show')}" data-hide="${text('hide')}" hidden>${text('show')}</button>
        </div>
        <p id="login-error" class="error" role="alert"${error === '' ? ' hidden' : ''}>${escapeHtml(error)}</p>
        <label class="choice"><input id="long-run-session" type="checkbox" name="long-run-session" value="1" checked> ${text('remember')}</label>
        <noscript><p class="error">${text('needsScript')}</p></noscript>
        <button id="login-submit" type="submit">${text('submit')}</button>
      </form>
      <script src="/assets/scripts/login.js"></script>`
}

/** Sends the login form of an instance. */
export const sendLoginPage = async (
  request: FastifyRequest,
  reply: FastifyReply,
  instance: Instance,
  status: number,
  form: LoginForm
): Promise<FastifyReply> => {
  const { subdomains } = request.server.stack.config
  const title = (await publicName(instance)) || textsOf(instance.locale).welcome
  const policy = reply.getHeader('content-security-policy')
  if (typeof policy === 'string') {
    const reset = `${appOrigin(instance, DATA_PROXY, subdomains)}/reset`
    // With the space behind the address that the real stack writes, too.
    void reply.header(
      'content-security-policy',
      extendCsp(policy, 'frame-src', reset).replace(reset, `${reset} `)
    )
  }
  return sendPage(reply, status, { locale: instance.locale, title, main: formOf(instance, title, form) })
}
