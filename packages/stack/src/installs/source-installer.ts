import type { Triggers } from '../engine/api.js'
import type { Instance } from '../instances/api.js'
import type { AppPermissions } from '../permissions/app-permissions.js'
import { signToken } from '../permissions/token.js'
import { warn } from '../server/warn.js'
import type { StackConfig } from '../config.js'
import type { Clock, Stack } from '../stack.js'
import type { InstallKind, InstallProgress, InstallRequest, Installed, Installer } from './api.js'
import type { CodeCopies } from './code-copies.js'
import { INSTALL_ERRORS } from './errors.js'
import { Fetching } from './fetching.js'
import { install } from './install.js'
import { InstalledDocuments } from './installed-documents.js'
import { lazyUpdate } from './lazy-update.js'
import { mendInstalls } from './mend-installs.js'
import { Serial } from './serial.js'
import { changeServiceTriggers } from './service-triggers.js'
import { parseSource, withoutSecrets } from './sources/parse-source.js'
import type { Environment } from './sources/git-command.js'
import { update } from './update.js'
import type { WorkNotes } from './work-notes.js'

export interface InstallerParts {
  copies: CodeCopies
  notes: WorkNotes
  permissions: AppPermissions
  clock: Clock
  config: StackConfig
  events: Stack['events']
  realtime: Stack['realtime']
  log: Stack['log']
  /** The engine comes after the installer, and is asked when it is needed. */
  triggers: () => Triggers
  /** What git may inherit of the stack's own environment. */
  environment?: Environment
}

/** What one installation, update or removal works with. */
export interface Work extends InstallerParts {
  documents: InstalledDocuments
  fetching: Fetching
  warn: (text: string) => void
}

/** Installs from wherever an address leads. What concerns one application is done one after the other. */
export class SourceInstaller implements Installer {
  readonly #work: Work
  readonly #serial = new Serial()
  readonly #ending = new AbortController()
  /** The prefixes of instances that are destroyed: no other gets one of them. */
  readonly #gone = new Set<string>()

  constructor(parts: InstallerParts) {
    const say = (text: string): void => warn(parts, text)
    this.#work = {
      ...parts,
      documents: new InstalledDocuments(),
      fetching: new Fetching(parts, this.#ending.signal, say),
      warn: say
    }
  }

  find(instance: Instance, kind: InstallKind, slug: string): Promise<Installed | undefined> {
    return this.#work.documents.find(instance, kind, slug)
  }

  list(
    instance: Instance,
    kind: InstallKind,
    page: { start: string; limit: number }
  ): Promise<{ apps: Installed[]; next: string }> {
    return this.#work.documents.list(instance, kind, page)
  }

  folder(instance: Instance, kind: InstallKind, { slug, version }: Installed): string {
    return this.#work.copies.folder(instance, kind, slug, version)
  }

  token(instance: Instance, kind: InstallKind, slug: string, id?: string): Promise<string> {
    const audience = kind === 'apps' ? 'app' : 'konn'
    const issuedAt = this.#work.clock.now().getTime()
    return signToken(instance, { audience, subject: slug, issuedAt, ...(id !== undefined && { id }) })
  }

  allowOwnFolders(instance: Instance, slug: string): Promise<void> {
    return this.#work.permissions.allowOwnFolders(instance, slug)
  }

  async current(instance: Instance, kind: InstallKind, slug: string): Promise<Installed | undefined> {
    const stored = await this.find(instance, kind, slug)
    // Nobody waits for an update that has a repository to fetch first, unless there is no code to work with.
    const isFetched = stored && !/^(file|registry):/i.test(stored.source)
    if (isFetched && (await this.#work.copies.has(instance, kind, stored))) return stored
    return this.#alone(instance, kind, slug, async () => {
      const app = await this.find(instance, kind, slug)
      if (!app) return undefined
      try {
        return await lazyUpdate(this.#work, instance, kind, app)
      } catch (error) {
        // A source that is gone, or half built, is no reason to stop what is installed.
        const why = error instanceof Error ? error.message : String(error)
        const from = withoutSecrets(app.source)
        this.#work.warn(`Failed to update ${slug} from ${from}: ${why}. What is installed stays.`)
        return app
      }
    })
  }

  async install(
    instance: Instance,
    kind: InstallKind,
    request: InstallRequest,
    progress: InstallProgress
  ): Promise<Installed> {
    const { slug, source = '' } = request
    if (await this.find(instance, kind, slug)) throw INSTALL_ERRORS.alreadyInstalled()
    const url = parseSource(source)
    this.#work.fetching.check(url)
    return this.#alone(instance, kind, slug, async () => {
      if (await this.find(instance, kind, slug)) throw INSTALL_ERRORS.alreadyInstalled()
      const tell = this.#telling(instance, kind, progress)
      return install(this.#work, instance, kind, { ...request, source, url }, tell)
    })
  }

  async update(
    instance: Instance,
    kind: InstallKind,
    request: InstallRequest,
    progress: InstallProgress
  ): Promise<Installed> {
    const { slug } = request
    const installed = await this.find(instance, kind, slug)
    if (!installed) throw INSTALL_ERRORS.notInstalled()
    this.#work.fetching.check(parseSource(request.source || installed.source))
    return this.#alone(instance, kind, slug, async () => {
      const app = await this.find(instance, kind, slug)
      if (!app) throw INSTALL_ERRORS.notInstalled()
      return update(this.#work, instance, kind, app, request, this.#telling(instance, kind, progress))
    })
  }

  async uninstall(instance: Instance, kind: InstallKind, slug: string): Promise<Installed> {
    const { triggers, permissions, documents, copies, fetching, notes, clock, warn: say } = this.#work
    return this.#alone(instance, kind, slug, async () => {
      const app = await this.find(instance, kind, slug)
      if (!app) throw INSTALL_ERRORS.notInstalled()
      const note = { kind, slug, act: 'uninstall', now: clock.now(), before: app } as const
      return notes.during(instance, note, async () => {
        if (kind === 'apps') {
          const change = await changeServiceTriggers(triggers(), instance, slug, app.services ?? {}, {}, say)
          await change.commit()
        }
        await permissions.remove(instance, kind, slug)
        const removed = await documents.remove(instance, kind, app)
        await copies.remove(instance, kind, slug)
        fetching.forget(instance, kind, slug)
        return removed
      })
    })
  }

  async activate(instance: Instance, kind: InstallKind, slug: string): Promise<void> {
    await this.#alone(instance, kind, slug, async () => {
      const app = await this.find(instance, kind, slug)
      if (app?.state === 'installed') {
        await this.#work.documents.put(instance, kind, { ...app, state: 'ready' })
      }
    })
  }

  /** Ends what a crash has cut off; to be called before anything else is. */
  mend(instance: Instance): Promise<void> {
    return mendInstalls(this.#work, instance)
  }

  /**
   * Removes the code of an instance that is going. What is under way ends first, and nothing begins any more: it would
   * bring back what is destroyed.
   */
  async forget(instance: Instance): Promise<void> {
    this.#gone.add(instance.prefix)
    await this.#serial.settled(`${instance.prefix} `)
    await this.#work.notes.clear(instance)
    await this.#work.copies.removeInstance(instance)
  }

  /** Breaks off what is being fetched; settled once no installation, update or removal runs any more. */
  close(): Promise<void> {
    this.#ending.abort()
    return this.#serial.settled()
  }

  /** What is on its way is stored nowhere: whoever listens to the doctype hears of it all the same. */
  #telling(instance: Instance, kind: InstallKind, progress: InstallProgress): InstallProgress {
    return app => {
      this.#work.realtime.publish(instance.prefix, {
        verb: 'UPDATED',
        doctype: `io.cozy.${kind}`,
        id: app._id,
        doc: app
      })
      progress(app)
    }
  }

  #alone<T>(instance: Instance, kind: InstallKind, slug: string, work: () => Promise<T>): Promise<T> {
    return this.#serial.run(`${instance.prefix} ${kind} ${slug}`, () => {
      if (this.#gone.has(instance.prefix)) throw INSTALL_ERRORS.notInstalled()
      return work()
    })
  }
}
