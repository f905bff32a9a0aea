import type { FastifyRequest } from 'fastify'
import type { InstanceDetails } from '../instances/details.js'
import { queryOf } from '../server/request.js'
import { booleanOf, listOf, parseBoolean } from './parameters.js'

/** What a request says of an instance: what it leaves out, or leaves empty, is absent. */
export interface InstanceOptions {
  locale?: string
  context?: string
  details: InstanceDetails
  /** Of `io.cozy.settings.instance`. */
  settings: Record<string, string>
  /** `two_factor_mail`, as it was written. */
  authMode?: string
}

/** Parameters that are texts of the instance's document. */
const TEXTS = {
  OldDomain: 'old_domain',
  UUID: 'uuid',
  OIDCID: 'oidc_id',
  FranceConnectID: 'franceconnect_id',
  TOSSigned: 'tos',
  TOSLatest: 'tos_latest'
} as const

/** Parameters that are settings. */
const SETTINGS = { Timezone: 'tz', Email: 'email', PublicName: 'public_name', Phone: 'phone' } as const

/** Settings that belong to the instance's document, and go there. */
const MOVED = { uuid: 'uuid', oidc_id: 'oidc_id', tos: 'tos', tos_latest: 'tos_latest' } as const

const given = (request: FastifyRequest, names: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(names).flatMap(([name, field]) => {
      const value = queryOf(request, name)
      return value === '' ? [] : [[field, value]]
    })
  )

/** `offer:premium,context:beta`: pairs; what is no pair is passed over, as on the real stack. */
const pairsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split(',').flatMap(pair => {
      const colon = pair.indexOf(':')
      return colon < 0 ? [] : [[pair.slice(0, colon), pair.slice(colon + 1)]]
    })
  )

/** A date alone is a first version of that date. */
const signed = (version: string | undefined): { tos?: string } =>
  version === undefined ? {} : { tos: version.length === 8 ? `1.0.0-${version}` : version }

/** Reads what `instances add` and `instances modify` send alike. Throws 422 for a boolean that is none. */
export const instanceOptions = (request: FastifyRequest): InstanceOptions => {
  const { context, locale, auto_update, auth_mode, ...pairs } = pairsOf(queryOf(request, 'Settings'))
  const settings = Object.entries(pairs).filter(([name]) => !(name in MOVED))
  const moved = Object.entries(pairs).filter(([name]) => name in MOVED)
  const autoUpdate = parseBoolean(auto_update ?? '')
  const magicLink = booleanOf(request, 'MagicLink')
  const aliases = listOf(request, 'DomainAliases')
  const sponsorships = listOf(request, 'Sponsorships') ?? listOf(request, 'sponsorships')
  const texts: InstanceDetails = { ...given(request, TEXTS), ...Object.fromEntries(moved) }
  const authMode = auth_mode ?? queryOf(request, 'AuthMode')
  return {
    ...given(request, { Locale: 'locale', ContextName: 'context' }),
    ...(locale !== undefined && { locale }),
    ...(context !== undefined && { context }),
    details: {
      ...texts,
      ...signed(texts.tos),
      ...(magicLink !== undefined && { magic_link: magicLink }),
      ...(aliases && { domain_aliases: aliases }),
      ...(sponsorships && { sponsorships }),
      ...(autoUpdate !== undefined && { no_auto_update: !autoUpdate })
    },
    settings: { ...Object.fromEntries(settings), ...given(request, SETTINGS) },
    ...(authMode !== '' && { authMode })
  }
}
