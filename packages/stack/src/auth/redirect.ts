import type { FastifyRequest } from 'fastify'
import { appOrigin, hostOf, routeUrl, splitHost, type Subdomains } from '../instances/addresses.js'
import { contextOf } from '../installs/context.js'
import { urlError } from '../installs/go-url.js'
import type { Instance } from '../instances/api.js'
import { INSTANCE_SETTINGS_ID, SETTINGS } from '../settings/instance-settings.js'
import { HttpError } from '../server/http-error.js'
import type { Stack } from '../stack.js'

const SLUG = /^[a-z0-9-]+$/

const HOME = 'home/'

/** What no address holds as it is: browsers and servers read it in different ways. */
const PLAIN = /^[^\s\\\p{Cc}]+$/u

/** Whether a setting is slug and path. A slug is part of a host's name: `elsewhere.example?` would be another host. */
const isRoute = (setting: unknown): setting is string =>
  typeof setting === 'string' && PLAIN.test(setting) && SLUG.test(setting.split(/[/#]/)[0] ?? '')

/** `default_redirection` of the instance or its context, in the form slug and path; the home app where there is none. */
export const defaultRedirection = async (stack: Stack, instance: Instance): Promise<string> => {
  const settings = await instance.documents.get(SETTINGS, INSTANCE_SETTINGS_ID).catch(() => undefined)
  const ofContext = contextOf(stack.config, instance).default_redirection
  const route = [settings?.default_redirection, ofContext].find(isRoute)
  return routeUrl(instance, route ?? HOME, stack.config.subdomains)
}

const unreadable = (): HttpError => new HttpError(400, 'bad url: could not parse')

/** A name, a port: what stands in another way than it is read is no host of ours. */
const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/([a-z0-9.-]+(?::\d{1,5})?)(?=[/?#]|$)/i

const checkUrl = (text: string, instance: Instance, subdomains: Subdomains): string => {
  if (urlError(text) !== undefined) throw unreadable()
  if (!/^https?:/i.test(text)) throw new HttpError(400, 'bad url: bad scheme')
  const host = AUTHORITY.exec(text)?.[1]?.toLowerCase()
  if (host === undefined || !URL.canParse(text)) throw new HttpError(400, 'bad url: should be subdomain')
  const url = new URL(text)
  // To read it twice in different ways is how open redirects are made.
  if (url.host !== host && `${url.host}:80` !== host) throw unreadable()
  if (host === hostOf(instance)) {
    // A browser keeps its own fragment where the address has none.
    url.hash = ''
    return `${url.href}#=`
  }
  const { domain, slug } = splitHost(host, subdomains)
  if (slug === '' || domain !== hostOf(instance)) throw new HttpError(400, 'bad url: should be subdomain')
  return url.href
}

/** What Go's `url.URL` leaves as it is, besides letters and digits, in a path and in a fragment. */
const PLAIN_IN_PATH = /[^A-Za-z0-9\-_.~$&+,/:;=@]/gu
const PLAIN_IN_FRAGMENT = /[^A-Za-z0-9\-_.~$&+,/:;=?@!()*]/gu

const escaped = (character: string): string =>
  Array.from(Buffer.from(character), byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')

/**
 * `slug/path#hash` as the real stack leads to it: the path is a path even with a `?` or a `%` in it, and one that ends
 * behind the slug's slash is none.
 */
const appUrl = (instance: Instance, redirect: string, subdomains: Subdomains): string => {
  const [, slug = '', path = '/', hash] = /^([^/#]*)(?:\/([^#]*))?(?:#(.*))?$/su.exec(redirect) ?? []
  const shown = path.replace(/^(?=[^/])/, '/').replaceAll(PLAIN_IN_PATH, escaped)
  const fragment = hash ? `#${hash.replaceAll(PLAIN_IN_FRAGMENT, escaped)}` : ''
  return `${appOrigin(instance, slug, subdomains)}${shown}${fragment}`
}

/**
 * Where a person goes after the login: an address of this instance or one of its apps, or `slug/path#hash` of an app
 * that is installed. Throws 400 for any other, so that no link to the login leads away. Undefined for none.
 */
export const checkRedirect = async (
  request: FastifyRequest,
  instance: Instance,
  redirect: string
): Promise<string | undefined> => {
  if (redirect === '') return undefined
  const { stack } = request.server
  if (!PLAIN.test(redirect)) throw unreadable()
  if (/^[a-z][a-z0-9+.-]*:/i.test(redirect)) return checkUrl(redirect, instance, stack.config.subdomains)
  const [slug = ''] = redirect.split(/[/#]/)
  if (!SLUG.test(slug) || !(await stack.installs.find(instance, 'apps', slug))) throw unreadable()
  return appUrl(instance, redirect, stack.config.subdomains)
}
