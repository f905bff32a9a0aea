import type { StackConfig } from '../config.js'
import type { Instance } from '../instances/api.js'
import { registriesOf } from '../registry/registries.js'
import type { Installed, InstallKind } from './api.js'
import { readManifest } from './manifest-document.js'
import type { Environment } from './sources/git-command.js'
import type { Fetched } from './sources/source.js'
import { Sources } from './sources/sources.js'
import { warnOfManifest } from './warn-of-manifest.js'

/** What a source has, its manifest read. */
export interface FetchedApp extends Fetched {
  fields: Record<string, unknown>
}

const keyOf = (instance: Instance, kind: InstallKind, slug: string): string =>
  `${instance.prefix} ${kind} ${slug}`

/** Asks sources for applications and reads their manifests. */
export class Fetching {
  readonly sources: Sources
  readonly #config: StackConfig
  readonly #signal: AbortSignal
  readonly #warn: (text: string) => void

  constructor(
    { config, environment = {} }: { config: StackConfig; environment?: Environment },
    signal: AbortSignal,
    warn: (text: string) => void
  ) {
    this.sources = new Sources(environment)
    this.#config = config
    this.#signal = signal
    this.#warn = warn
  }

  /** Throws 422 for an address of a kind that the stack does not take. */
  check(url: URL): void {
    this.sources.check(url)
  }

  /** Throws what the routes answer, and has removed all that was fetched then. The caller closes what it gets. */
  async fetch(
    instance: Instance,
    kind: InstallKind,
    slug: string,
    url: URL,
    parameters?: Record<string, unknown>
  ): Promise<FetchedApp> {
    const source = await this.sources.of(url)
    const fetched = await source.fetch({
      kind,
      key: keyOf(instance, kind, slug),
      url,
      registries: registriesOf(this.#config, instance),
      signal: this.#signal,
      warn: this.#warn
    })
    try {
      const { manifest, place } = fetched
      const fields = readManifest(kind, slug, manifest, why => {
        this.#warn(`Failed to read ${place}: ${why}. Run cozy-jobs validate to see all that is wrong.`)
      })
      await warnOfManifest(place, manifest, this.#warn)
      // What is published in a registry is published with its parameters.
      const own = kind === 'konnectors' && url.protocol !== 'registry:' && parameters
      return { ...fetched, fields: own ? { ...fields, parameters } : fields }
    } catch (error) {
      await fetched.close()
      throw error
    }
  }

  /** Whether the folder that an application comes from differs from its copy. */
  folderHasChanged(
    instance: Instance,
    kind: InstallKind,
    { slug }: Installed,
    url: URL,
    copy: string
  ): Promise<boolean> {
    return this.sources.folders.hasChanged(keyOf(instance, kind, slug), url, copy)
  }

  holdBack(instance: Instance, kind: InstallKind, slug: string, url: URL): Promise<void> {
    return this.sources.folders.holdBack(keyOf(instance, kind, slug), url)
  }

  forget(instance: Instance, kind: InstallKind, slug: string): void {
    this.sources.folders.forget(keyOf(instance, kind, slug))
  }
}
