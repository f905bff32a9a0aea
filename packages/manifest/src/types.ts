/** The two kinds of program that a Cozy installs. */
export type ManifestKind = 'webapp' | 'konnector'

/** The name of the file that describes each kind; it stands at the root of the build. */
export const MANIFEST_FILES: Readonly<Record<ManifestKind, string>> = {
  webapp: 'manifest.webapp',
  konnector: 'manifest.konnector'
}

/** A right that the owner is asked for. Only `type`, a doctype, is needed; no verbs means all of them. */
export interface Permission {
  type: string
  description?: string
  verbs: string[]
  values?: string[]
  selector?: string
}

/** Which folder of the build answers for a path; the exact path is answered by the page `index`. */
export interface Route {
  folder: string
  index: string
  public: boolean
}

/** A program that the stack runs for a web app; without a trigger it is started by other programs. */
export interface Service {
  type: string
  /** The built file, from the root of the build. A leading slash changes nothing. */
  file: string
  trigger?: string
  /** A Go duration such as `3m`. */
  debounce?: string
}

/** A kind of notification that the app may send. */
export interface Notification {
  description?: string
  collapsible: boolean
  multiple: boolean
  stateful: boolean
  default_priority?: string
  /** Nanoseconds. */
  time_to_live?: number
  /** Nanoseconds. */
  min_interval?: number
  /** By channel (`mail`), the template in the build: `file:./notifications/x.tpl`. */
  templates?: Record<string, string>
}

/** What the app offers to other apps: `action` on data of `type`, on its page `href`. */
export interface Intent {
  action: string
  type: string[]
  href: string
}

/** One input of a konnector's form. */
export interface Field {
  type?: string
  identifier?: boolean
  advanced?: boolean
  isRequired?: boolean
  [attribute: string]: unknown
}

/** What both kinds have. Everything that the stack does not insist on may be absent. */
export interface CommonManifest {
  name?: string
  name_prefix?: string
  slug?: string
  editor?: string
  type?: string
  version?: string
  icon?: string
  source?: string
  license?: string
  manifest_version?: string | number
  category?: string
  categories: string[]
  tags?: string[]
  short_description?: string
  long_description?: string
  screenshots?: string[]
  developer?: { name?: string; url?: string }
  langs?: string[]
  locales?: Record<string, Record<string, unknown>>
  permissions: Record<string, Permission>
  notifications: Record<string, Notification>
  terms?: { id?: string; url?: string; version?: string }
  partnership?: Record<string, unknown>
  [attribute: string]: unknown
}

/** A `manifest.webapp`, with the defaults of the documentation filled in. */
export interface WebappManifest extends CommonManifest {
  routes: Record<string, Route>
  services: Record<string, Service>
  intents: Intent[]
  mobile?: { schema?: string; id_playstore?: string; id_appstore?: string }
  platforms?: { type: string; url?: string }[]
}

/** A `manifest.konnector`, with the defaults of the documentation filled in. */
export interface KonnectorManifest extends CommonManifest {
  language?: string
  frequency: string
  /** Hours of the day in UTC between which it runs by itself. */
  time_interval: [number, number]
  fields: Record<string, Field>
  folders?: { defaultDir: string }[]
  data_types?: string[]
  features?: string[]
  messages?: string[]
  qualification_labels?: string[]
  oauth?: Record<string, unknown>
  aggregator?: { accountId?: string }
  parameters?: Record<string, unknown>
  vendor_link?: string
  clientSide?: boolean
}

/** The manifest of a kind. */
export type ManifestOf<K extends ManifestKind> = K extends 'webapp' ? WebappManifest : KonnectorManifest
