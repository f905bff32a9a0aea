import type { FastifyReply, FastifyRequest } from 'fastify'
import { currentSession } from '../auth/current-session.js'
import { defaultRedirection } from '../auth/redirect.js'
import { appOrigin, hostOf } from '../instances/addresses.js'
import { answerError } from '../server/answer-error.js'
import type { AppHost } from '../server/app-host.js'
import { escapeHtml, sendPage } from '../server/html.js'
import { wordsOfError } from '../server/error-words.js'
import { HttpError } from '../server/http-error.js'
import { headerOf } from '../server/request.js'
import { textsOf } from '../server/texts.js'
import { UnsupportedApp } from './send-index.js'

const wantsPage = (request: FastifyRequest): boolean => {
  const accept = headerOf(request, 'accept')
  return request.method !== 'HEAD' && accept.includes('text/html') && !accept.includes('application/json')
}

/** Links to what is there. */
const installedApps = async (request: FastifyRequest, { instance }: AppHost): Promise<string> => {
  const { installs, config } = request.server.stack
  const { apps } = await installs.list(instance, 'apps', { start: '', limit: 100 })
  const texts = textsOf(instance.locale)
  if (apps.length === 0) return `      <p class="quiet">${escapeHtml(texts.nothingInstalled)}</p>`
  const isUnique = (name: string): boolean => apps.filter(app => app.name === name).length === 1
  const links = apps.map(({ slug, name }) => {
    const shown = name && (isUnique(name) ? name : `${name} (${slug})`)
    const url = `${appOrigin(instance, slug, config.subdomains)}/`
    return `        <li><a href="${escapeHtml(url)}">${escapeHtml(shown || slug)}</a></li>`
  })
  return `      <h2>${escapeHtml(texts.installedApps)}</h2>\n      <ul>\n${links.join('\n')}\n      </ul>`
}

/** Whether the login has led here: to the home app, most of the time, which a new stack lacks. */
const isAfterLogin = async (request: FastifyRequest, { instance }: AppHost): Promise<boolean> =>
  new URL(await defaultRedirection(request.server.stack, instance)).host ===
  headerOf(request, 'host').toLowerCase()

const isNotInstalled = (error: HttpError): boolean => error.status === 404 && typeof error.json === 'object'

const sendErrorPage = async (
  request: FastifyRequest,
  reply: FastifyReply,
  host: AppHost,
  error: HttpError
): Promise<FastifyReply> => {
  const { instance } = host
  const texts = textsOf(instance.locale)
  const unknown = isNotInstalled(error)
  // Who is not logged in learns nothing of what is there.
  const isOwner = unknown && (await currentSession(request, instance)) !== undefined
  const words = unknown
    ? isOwner && (await isAfterLogin(request, host))
      ? { title: texts.loggedIn, message: texts.nothingOpens }
      : { title: texts.unknownApp, message: texts.unknownAppMessage }
    : error instanceof UnsupportedApp
      ? { title: texts.errorTitle, message: texts.unsupportedApp }
      : wordsOfError(error.message, instance.locale)
  const { title, message } = words ?? { title: texts.errorTitle, message: error.message }
  const assets = `http://${hostOf(instance)}/assets`
  return sendPage(reply, error.status, {
    locale: instance.locale,
    title,
    assets,
    main: `      <img src="${escapeHtml(assets)}/icon.svg" alt="" width="72" height="72">\n      <h1>${escapeHtml(title)}</h1>\n      <p>${escapeHtml(message)}</p>\n${isOwner ? await installedApps(request, host) : ''}`
  })
}

/** An error on an app's host: a page for a browser, else in the form that the client takes. */
export const answerPageError = async (
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  host: AppHost
): Promise<FastifyReply> =>
  error instanceof HttpError && (wantsPage(request) || error instanceof UnsupportedApp)
    ? sendErrorPage(request, reply, host, error)
    : answerError(error, request, reply)
