import type { Document } from '@cozy-jobs/store'

/**
 * What is stored of an instance besides its address, by the names and in the order of the real stack's documents
 * (`io.cozy.instances`). What is not set is absent.
 */
export interface InstanceDetails {
  /** Other domains at which it is served. */
  domain_aliases?: readonly string[]
  org_domain?: string
  org_id?: string
  /** Where it was before it moved. */
  old_domain?: string
  uuid?: string
  oidc_id?: string
  franceconnect_id?: string
  sponsorships?: readonly string[]
  /** The terms of service that its owner has signed, `1.0.0-20260701`. */
  tos?: string
  /** Those that they are to sign. */
  tos_latest?: string
  /** 1: a code by mail besides the passphrase. */
  auth_mode?: number
  /** Logins by a link in a mail. */
  magic_link?: boolean
  deleting?: boolean
  blocked?: boolean
  blocking_reason?: string
  no_auto_update?: boolean
  onboarding_finished?: boolean
  password_defined?: boolean
  swift_cluster?: number
  couch_cluster?: number
  /** Base64: who has it may choose the first passphrase. */
  register_token?: string
  feature_flags?: Readonly<Record<string, unknown>>
  feature_sets?: readonly string[]
}

const NAMES: readonly (keyof InstanceDetails)[] = [
  'domain_aliases',
  'org_domain',
  'org_id',
  'old_domain',
  'uuid',
  'oidc_id',
  'franceconnect_id',
  'sponsorships',
  'tos',
  'tos_latest',
  'auth_mode',
  'magic_link',
  'deleting',
  'blocked',
  'blocking_reason',
  'no_auto_update',
  'onboarding_finished',
  'password_defined',
  'swift_cluster',
  'couch_cluster',
  'register_token',
  'feature_flags',
  'feature_sets'
]

/** Said also where it is false, as on the real stack. */
const ALWAYS: ReadonlySet<string> = new Set(['onboarding_finished', 'password_defined'])

const isEmpty = (value: unknown, name: string): boolean =>
  value === undefined ||
  (value === false && !ALWAYS.has(name)) ||
  value === '' ||
  value === 0 ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 0)

/** What a document is to hold of details: as on the real stack, what is empty is left out. */
export const storedDetails = (details: InstanceDetails): Record<string, unknown> =>
  Object.fromEntries(NAMES.flatMap(name => (isEmpty(details[name], name) ? [] : [[name, details[name]]])))

/** The details that a document holds. */
export const detailsOf = (document: Document): InstanceDetails =>
  Object.fromEntries(NAMES.flatMap(name => (document[name] === undefined ? [] : [[name, document[name]]])))
