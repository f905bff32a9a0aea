import type { StackConfig } from '../config.js'
import { contextOf } from '../installs/context.js'
import type { Instance, InstanceChange } from '../instances/api.js'
import { badRequest } from '../server/http-error.js'
import { authModeNumber } from './instance-attributes.js'
import { parseTerms, areUnsigned } from './terms.js'

type Fields = Record<string, unknown>

/** What only the command line may change here. */
const ADMINISTRATION = ['auth_mode', 'tos', 'tos_latest', 'uuid', 'context', 'sponsorships', 'oidc_id']

/** What decides where mails go is changed by `/settings/email` alone, which asks for the passphrase. */
const GUARDED = ['email', 'pending_email']

/** Kept by the site where people sign up, if the context has one. */
const OF_SIGNUP = ['phone', 'recovery_email']

/** Whether the owner's addresses are kept elsewhere: `signup_url` of the context. */
export const hasSignup = (config: Pick<StackConfig, 'contexts'>, instance: Instance): boolean => {
  const { signup_url: url } = contextOf(config, instance)
  return typeof url === 'string' && url !== ''
}

/** The fields that somebody other than the command line may set: the guarded ones stay as they are stored. */
export const permittedFields = (
  config: Pick<StackConfig, 'contexts'>,
  instance: Instance,
  fields: Fields,
  stored: Fields
): Fields => {
  const guarded = hasSignup(config, instance) ? [...GUARDED, ...OF_SIGNUP] : GUARDED
  const closed = [...ADMINISTRATION, ...guarded]
  return {
    ...Object.fromEntries(Object.entries(fields).filter(([name]) => !closed.includes(name))),
    ...Object.fromEntries(guarded.filter(name => name in stored).map(name => [name, stored[name]]))
  }
}

type Taken = readonly [InstanceChange, boolean]

const text = (value: unknown, change: (text: string) => InstanceChange): Taken =>
  typeof value === 'string' ? [value === '' ? {} : change(value), true] : [{}, false]

const badTerms = (): Error => badRequest('Bad format for TOS version')

/** What of the settings belongs to the instance itself: how it changes, and whether the field is to be taken out. */
const OF_INSTANCE: Readonly<Record<string, (value: unknown, instance: Instance) => Taken>> = {
  context: value => text(value, context => ({ context })),
  locale: value => text(value, locale => ({ locale })),
  uuid: value => text(value, uuid => ({ details: { uuid } })),
  oidc_id: value => text(value, oidc_id => ({ details: { oidc_id } })),
  onboarding_finished: value =>
    typeof value === 'boolean' ? [{ details: { onboarding_finished: value } }, true] : [{}, false],
  auto_update: value =>
    text(value, written => {
      if (/^(?:1|t|true)$/i.test(written)) return { details: { no_auto_update: undefined } }
      return /^(?:0|f|false)$/i.test(written) ? { details: { no_auto_update: true } } : {}
    }),
  auth_mode: value =>
    text(value, name => {
      const auth_mode = authModeNumber(name)
      // The real stack answers 500.
      if (auth_mode === undefined) throw badRequest('Unknown authentication mode')
      return { details: { auth_mode } }
    }),
  tos_latest: (value, { details }) =>
    text(value, tos_latest => {
      if (!parseTerms(tos_latest)?.date) throw badTerms()
      return areUnsigned(tos_latest, details.tos) ? { details: { tos_latest } } : {}
    }),
  tos: (value, { details }) =>
    text(value, tos => {
      if (!parseTerms(tos)) throw badTerms()
      return areUnsigned(details.tos_latest, tos)
        ? { details: { tos } }
        : { details: { tos, tos_latest: undefined } }
    })
}

/** Takes settings apart: what the instance itself is to have, and what stays in their document. */
export const splitSettings = (
  instance: Instance,
  fields: Fields
): { change: InstanceChange; kept: Fields } => {
  const kept: Fields = {}
  let change: InstanceChange = {}
  for (const [name, value] of Object.entries(fields)) {
    const take = Object.hasOwn(OF_INSTANCE, name) ? OF_INSTANCE[name] : undefined
    const [part, isTaken] = take?.(value, instance) ?? [{}, false]
    if (!isTaken) kept[name] = value
    change = { ...change, ...part, details: { ...change.details, ...part.details } }
  }
  return { change, kept }
}
