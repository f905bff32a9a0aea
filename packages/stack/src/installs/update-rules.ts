import { addedRules, hasSameRules } from '../permissions/compare-rules.js'
import { parsePermissionMap } from '../permissions/permission-map.js'
import type { Installed, InstallKind } from './api.js'
import { termsOf } from './manifest-document.js'

/** The applications that the real stack updates whatever they ask for. */
const PLATFORM_APPS = ['banks', 'contacts', 'drive', 'home', 'notes', 'passwords', 'photos', 'settings']

/** What a konnector may come to ask for without its owner being asked. */
const HARMLESS = ['io.cozy.certified.carbon_copy', 'io.cozy.certified.electronic_safe']

type Context = Readonly<Record<string, unknown>>

export interface UpdateQuestion {
  kind: InstallKind
  before: Installed
  after: Installed
  /** The source says by its version alone whether it has changed. */
  isReleased: boolean
  /** The owner has accepted what is new. */
  acked: boolean
  /** The source is the folder of a developer, whom nobody asks for new permissions. */
  ownFolder: boolean
  context: Context
}

/** `install`, `stay` as it is, or `wait` until the owner accepts what is new. */
export type UpdateVerdict = 'install' | 'stay' | 'wait'

const isPlatformApp = (kind: InstallKind, slug: string, { additional_platform_apps }: Context): boolean =>
  kind === 'apps' &&
  (PLATFORM_APPS.includes(slug) ||
    (Array.isArray(additional_platform_apps) && additional_platform_apps.includes(slug)))

const asksForMore = ({ kind, before, after }: UpdateQuestion): boolean => {
  const old = parsePermissionMap(before.permissions)
  const wanted = parsePermissionMap(after.permissions)
  if (hasSameRules(old, wanted)) return false
  if (kind === 'apps') return true
  const harmless = addedRules(old, wanted).filter(({ type }) => HARMLESS.includes(type))
  return !hasSameRules([...old, ...harmless], wanted)
}

const versionOfTerms = (app: Installed): unknown => termsOf(app.terms).version

/**
 * Whether an update is done. New permissions wait for the owner, as `available_version`; so do other terms. The real
 * stack asks nobody for permissions in development mode; here that holds for the folders of developers.
 */
export const judgeUpdate = (question: UpdateQuestion): UpdateVerdict => {
  const { kind, before, after, isReleased, acked, ownFolder, context } = question
  if (!acked && versionOfTerms(before) !== versionOfTerms(after)) return 'wait'
  if (isReleased && before.version === after.version) return 'stay'
  const asksNobody =
    acked ||
    ownFolder ||
    context.permissions_skip_verification === true ||
    isPlatformApp(kind, before.slug, context)
  return !asksNobody && asksForMore(question) ? 'wait' : 'install'
}
