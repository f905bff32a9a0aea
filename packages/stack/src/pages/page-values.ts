import type { Installed } from '../installs/api.js'
import type { Instance } from '../instances/api.js'
import { hostOf, type Subdomains } from '../instances/addresses.js'
import { goJson } from './go-json-text.js'
import { assetUrl, TAGS } from './tags.js'
import type { TemplateValues } from './template/expression.js'

/** What a page is made of. */
export interface PageInput {
  instance: Instance
  app: Installed
  subdomains: Subdomains
  /** '' for a public page without a login. */
  token: string
  isLoggedIn: boolean
  tracking: boolean
  capabilities: Readonly<Record<string, unknown>>
  flags: Readonly<Record<string, unknown>>
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const localName = ({ name, locales }: Installed, locale: string): string => {
  const texts = (locales as Record<string, Record<string, unknown> | undefined> | null | undefined)?.[locale]
  return textOf(texts?.name) || textOf(name)
}

/** All that a page's template may ask for, in Go's names; each worked out when it is asked for. */
export const pageValues = (input: PageInput): TemplateValues => {
  const { instance, app, subdomains, token, tracking, isLoggedIn, capabilities, flags } = input
  const { locale, context } = instance
  const domain = hostOf(instance)
  const ofApp = {
    editor: textOf(app.editor),
    icon: textOf(app.icon),
    name: localName(app, locale),
    prefix: textOf(app.name_prefix),
    slug: app.slug
  }
  // In order of their names, as Go writes a map.
  const data = {
    app: ofApp,
    capabilities,
    domain,
    flags,
    isLoggedIn,
    locale,
    subdomain: subdomains,
    token,
    tracking
  }
  const tags = Object.entries(TAGS).map(([name, tag]) => [name, () => tag(instance)] as const)
  return {
    Token: () => token,
    SubDomain: () => subdomains,
    Tracking: () => tracking,
    CozyData: () => goJson(data),
    Domain: () => domain,
    ContextName: () => context,
    Locale: () => locale,
    AppSlug: () => ofApp.slug,
    AppName: () => ofApp.name,
    AppEditor: () => ofApp.editor,
    AppNamePrefix: () => ofApp.prefix,
    IconPath: () => ofApp.icon,
    Capabilities: () => goJson(capabilities),
    Flags: () => goJson(flags),
    DefaultWallpaper: () => assetUrl(instance, '/images/default-wallpaper.svg'),
    // There is nothing to be warned of: neither terms to sign nor a Cozy that has moved.
    Warnings: () => ({ html: isLoggedIn ? '\n\n\n' : '\n' }),
    ...Object.fromEntries(tags)
  }
}
