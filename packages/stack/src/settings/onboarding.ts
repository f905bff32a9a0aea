import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { currentSession } from '../auth/current-session.js'
import { checkRedirect } from '../auth/redirect.js'
import { instanceFlags } from '../features/instance-flags.js'
import { contextOf } from '../installs/context.js'
import { pageUrl, routeUrl } from '../instances/addresses.js'
import type { Instance } from '../instances/api.js'
import { escapeHtml, sendPage } from '../server/html.js'
import { HttpError } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { headerOf, instanceOf } from '../server/request.js'
import { textsOf } from '../server/texts.js'
import type { Stack } from '../stack.js'
import { storeLink } from './store-link.js'

const HOME = 'home/'

/** Where the owner begins: `onboarded_redirection` of the context. */
const firstPage = ({ config }: Pick<Stack, 'config'>, instance: Instance): string => {
  const { onboarded_redirection: route } = contextOf(config, instance)
  return routeUrl(instance, typeof route === 'string' ? route : HOME, config.subdomains)
}

/** `slug/path#hash` of an app that is there; whatever else was asked for is not looked at. */
const askedPage = async (
  request: FastifyRequest,
  instance: Instance,
  redirection: string
): Promise<string | undefined> => {
  if (redirection === '' || /^[a-z][a-z0-9+.-]*:/i.test(redirection)) return undefined
  try {
    return await checkRedirect(request, instance, redirection)
  } catch (error) {
    if (error instanceof HttpError) return undefined
    throw error
  }
}

const isMobile = (userAgent: string): boolean => /Mobi|iPhone|iPod|Android/.test(userAgent)

/** Notes that the owner has come in, and leads them on: a browser by itself, a program by `{"redirect": …}`. */
export const finishOnboarding = async (
  request: FastifyRequest,
  reply: FastifyReply,
  redirection = '',
  isBrowser = headerOf(request, 'accept').includes('text/html')
): Promise<FastifyReply> => {
  const { stack } = request.server
  const instance = instanceOf(request)
  if (instance.details.onboarding_finished === false) {
    await stack.instances.update(instance, { details: { onboarding_finished: true } })
  }
  const asked = await askedPage(request, instance, redirection)
  const redirect = isMobile(headerOf(request, 'user-agent'))
    ? pageUrl(instance, '/settings/install_flagship_app')
    : (asked ?? firstPage(stack, instance))
  return isBrowser ? reply.redirect(redirect, 303) : sendJson(reply, 200, { redirect })
}

/** What comes after the choice of the first passphrase. */
export const addOnboardingRoutes = (server: FastifyInstance): void => {
  const { stack } = server

  server.get('/settings/onboarded', async (request, reply) => {
    const instance = instanceOf(request)
    if (await currentSession(request, instance)) return finishOnboarding(request, reply, '', true)
    return reply.redirect(pageUrl(instance, '/auth/login'), 303)
  })

  server.get('/settings/install_flagship_app', async (request, reply) => {
    const instance = instanceOf(request)
    const { locale } = instance
    const texts = textsOf(locale)
    const { flags } = await instanceFlags(stack, instance)
    const store = storeLink(headerOf(request, 'user-agent'), locale, flags)
    const main = `      <img src="/assets/icon.svg" alt="" width="72" height="72">
      <h1>${escapeHtml(texts.useApp)}</h1>
      <p>${escapeHtml(texts.useAppMessage)}</p>
      <p><a class="button" href="${escapeHtml(store)}">${escapeHtml(texts.installApp)}</a></p>
      <p><a href="${escapeHtml(firstPage(stack, instance))}">${escapeHtml(texts.stayInBrowser)}</a></p>`
    return sendPage(reply, 200, { locale, title: texts.useApp, main })
  })
}
