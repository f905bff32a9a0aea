import type { FastifyReply, FastifyRequest } from 'fastify'
import { appOrigin, hostOf } from '../../instances/addresses.js'
import type { Instance } from '../../instances/api.js'
import { passphraseSalt } from '../../instances/passphrase.js'
import { extendCsp } from '../../server/csp.js'
import { escapeHtml, ICON, sendPage } from '../../server/html.js'
import { queryOf } from '../../server/request.js'
import { textsOf } from '../../server/texts.js'
import { INSTANCE_SETTINGS_ID, SETTINGS } from '../../settings/instance-settings.js'
import { forgottenLink } from './forgotten-link.js'
import { formTexts, hiddenFields, passwordField, script, submitOfScript } from './form-parts.js'

export interface LoginForm {
  csrfToken: string
  /** '' for the default one. */
  redirect: string
  /** What was wrong with the last attempt; '' for nothing. */
  error: string
  /** Whether the person may stay logged in for long: not where they only give a client its permissions. */
  remembers: boolean
}

/** Where pages hide their data, and what the real stack's login page asks to empty it: an app with this slug. */
const DATA_PROXY = 'dataproxy'

const publicName = async ({ documents }: Instance): Promise<string> => {
  const settings = await documents.get(SETTINGS, INSTANCE_SETTINGS_ID).catch(() => undefined)
  return typeof settings?.public_name === 'string' ? settings.public_name : ''
}

const formOf = (request: FastifyRequest, instance: Instance, form: LoginForm, title: string): string => {
  const { domain, locale } = instance
  const texts = textsOf(locale)
  const fields = {
    redirect: form.redirect,
    csrf_token: form.csrfToken,
    'trusted-device-token': '',
    email_verified_code: queryOf(request, 'email_verified_code')
  }
  const remembered = form.remembers
    ? `        <label class="choice"><input id="long-run-session" type="checkbox" name="long-run-session" value="1" checked> ${escapeHtml(texts.remember)}</label>\n`
    : ''
  return `${ICON}
      <h1>${escapeHtml(title)}</h1>
      <p class="quiet">${escapeHtml(hostOf(instance))}</p>
      <form id="login-form" method="POST" action="/auth/login" data-iterations="${instance.kdfIterations}" data-salt="${escapeHtml(passphraseSalt(domain))}" ${formTexts(instance)}>
${hiddenFields(fields, Object.keys(fields))}
        <p>${escapeHtml(texts.enterPassword)}</p>
${passwordField(instance, { label: texts.password, autocomplete: 'current-password', error: form.error })}
${remembered}${submitOfScript(texts.submit, texts.needsScript)}
      </form>
${forgottenLink(request, instance, form.redirect)}${script('login')}`
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
  return sendPage(reply, status, {
    locale: instance.locale,
    title,
    main: formOf(request, instance, form, title)
  })
}
