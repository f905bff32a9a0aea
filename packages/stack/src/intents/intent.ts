/** The doctype of intents. Nobody reaches it through `/data`. */
export const INTENTS = 'io.cozy.intents'

/** What one app asks another to do, as it is stored. */
export interface Intent {
  action: string
  type: string
  permissions: string[] | null
  /** `io.cozy.apps/<slug>` of who asks; '' for one that is no app. */
  client: string
  services: IntentService[] | null
  availableApps: AvailableApp[] | null
}

/** An installed app that can do it, and its page for it. */
export interface IntentService {
  slug: string
  href: string
}

/** An app of the registries that could do it. */
export interface AvailableApp {
  slug: string
  name: string
}
