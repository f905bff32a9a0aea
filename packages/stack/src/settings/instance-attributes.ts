import type { StackConfig } from '../config.js'
import { contextOf } from '../installs/context.js'
import type { Instance } from '../instances/api.js'

/** How the real stack names what a login asks for, by the number that it stores. */
const AUTH_MODES = ['basic', 'two_factor_mail', 'two_factor_oidc'] as const

export type AuthMode = (typeof AUTH_MODES)[number]

export const authModeOf = ({ details }: Instance): AuthMode => AUTH_MODES[details.auth_mode ?? 0] ?? 'basic'

/** Its number; undefined for a name that is none. */
export const authModeNumber = (name: string): number | undefined => {
  const found = AUTH_MODES.findIndex(mode => mode === name)
  return found < 0 ? undefined : found
}

/** What clients are told of an instance besides its settings. What belongs to a manager or to OIDC is empty. */
export const instanceAttributes = (instance: Instance): Record<string, unknown> => {
  const { locale, context, details } = instance
  return {
    locale,
    // Absent where an earlier version has made the instance: none was without a passphrase then.
    onboarding_finished: details.onboarding_finished !== false,
    auto_update: !details.no_auto_update,
    auth_mode: authModeOf(instance),
    tos: details.tos ?? '',
    tos_latest: details.tos_latest ?? '',
    uuid: details.uuid ?? '',
    oidc_id: details.oidc_id ?? '',
    org_domain: details.org_domain ?? '',
    org_id: details.org_id ?? '',
    context
  }
}

/** An app and a path in it; what is an address or nothing gives way to what the context says, or else the home app. */
export const redirectionOf = (
  config: Pick<StackConfig, 'contexts'>,
  instance: Instance,
  stored: unknown
): string => {
  if (typeof stored === 'string' && !stored.startsWith('http')) return stored
  const { default_redirection: ofContext } = contextOf(config, instance)
  return typeof ofContext === 'string' ? ofContext : 'home/'
}
