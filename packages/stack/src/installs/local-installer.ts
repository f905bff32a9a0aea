import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Triggers } from '../engine/api.js'
import type { Instance } from '../instances/api.js'
import type { AppPermissions } from '../permissions/app-permissions.js'
import { signToken } from '../permissions/token.js'
import { warn } from '../server/warn.js'
import type { Clock, Stack } from '../stack.js'
import type { InstallKind, InstallProgress, InstallRequest, Installed, Installer } from './api.js'
import { checkSourceFolder, type CodeCopies } from './code-copies.js'
import { INSTALL_ERRORS } from './errors.js'
import { InstalledDocuments } from './installed-documents.js'
import { readManifest } from './manifest-document.js'
import { Serial } from './serial.js'
import { updateServiceTriggers, type Services } from './service-triggers.js'
import { folderOfSource, MANIFEST_FILES } from './source.js'
import { warnOfAbsentServices, warnOfManifest } from './warn-of-manifest.js'

/** What Go writes for a date that was never set. */
const NEVER = '0001-01-01T00:00:00Z'

export interface InstallerParts {
  copies: CodeCopies
  permissions: AppPermissions
  clock: Clock
  events: Stack['events']
  log: Stack['log']
  /** The engine comes after the installer, and is asked when it is needed. */
  triggers: () => Triggers
}

/** Installs from folders of this machine. */
export class LocalInstaller implements Installer {
  readonly #parts: InstallerParts
  readonly #documents = new InstalledDocuments()
  readonly #serial = new Serial()

  constructor(parts: InstallerParts) {
    this.#parts = parts
  }

  find(instance: Instance, kind: InstallKind, slug: string): Promise<Installed | undefined> {
    return this.#documents.find(instance, kind, slug)
  }

  list(
    instance: Instance,
    kind: InstallKind,
    page: { start: string; limit: number }
  ): Promise<{ apps: Installed[]; next: string }> {
    return this.#documents.list(instance, kind, page)
  }

  folder(instance: Instance, kind: InstallKind, installed: Installed): string {
    return this.#parts.copies.folder(instance, kind, installed.slug, installed.version)
  }

  token(instance: Instance, kind: InstallKind, slug: string): Promise<string> {
    const audience = kind === 'apps' ? 'app' : 'konn'
    return signToken(instance, { audience, subject: slug, issuedAt: this.#parts.clock.now().getTime() })
  }

  async current(instance: Instance, kind: InstallKind, slug: string): Promise<Installed | undefined> {
    return this.#alone(instance, kind, slug, async () => {
      const app = await this.find(instance, kind, slug)
      if (!app || !app.source.startsWith('file:')) return app
      try {
        const folder = folderOfSource(app.source)
        const changed = await this.#parts.copies.hasChanged(instance, kind, slug, folder, app.version)
        return changed ? await this.#replace(instance, kind, app, { slug }, () => undefined) : app
      } catch (error) {
        // A source that is gone, or half built, is no reason to stop what is installed.
        const why = error instanceof Error ? error.message : String(error)
        this.#warn(`Failed to update ${slug} from ${app.source}: ${why}. What is installed stays.`)
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
    const folder = folderOfSource(source)
    return this.#alone(instance, kind, slug, async () => {
      if (await this.find(instance, kind, slug)) throw INSTALL_ERRORS.alreadyInstalled()
      const manifest = await this.#manifest(kind, slug, folder, request)
      const app = {
        _id: `io.cozy.${kind}/${slug}`,
        ...manifest,
        slug,
        source,
        state: 'installing',
        checksum: '',
        created_at: NEVER,
        updated_at: NEVER
      } as unknown as Installed
      progress(app)
      try {
        return await this.#create(instance, kind, app, folder, request)
      } catch (error) {
        await this.#parts.permissions.remove(instance, kind, slug)
        await this.#parts.copies.remove(instance, kind, slug)
        throw error
      }
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
    folderOfSource(request.source || installed.source)
    return this.#alone(instance, kind, slug, async () => {
      const app = await this.find(instance, kind, slug)
      if (!app) throw INSTALL_ERRORS.notInstalled()
      return this.#replace(instance, kind, app, request, progress)
    })
  }

  /** Settled once no installation, update or removal runs any more. */
  settled(): Promise<void> {
    return this.#serial.settled()
  }

  async uninstall(instance: Instance, kind: InstallKind, slug: string): Promise<Installed> {
    return this.#alone(instance, kind, slug, async () => {
      const app = await this.find(instance, kind, slug)
      if (!app) throw INSTALL_ERRORS.notInstalled()
      await this.#services(instance, kind, slug, app.services ?? {}, { services: {} })
      await this.#parts.permissions.remove(instance, kind, slug)
      const removed = await this.#documents.remove(instance, kind, app)
      await this.#parts.copies.remove(instance, kind, slug)
      return removed
    })
  }

  async #create(
    instance: Instance,
    kind: InstallKind,
    app: Installed,
    folder: string,
    request: InstallRequest
  ): Promise<Installed> {
    const version = await this.#parts.copies.copy(instance, kind, app.slug, folder, app.version)
    const now = this.#parts.clock.now()
    const date = now.toISOString()
    return this.#store(instance, kind, now, {
      ...app,
      ...(await this.#services(instance, kind, app.slug, {}, app)),
      version,
      state: request.deactivated ? 'installed' : 'ready',
      created_at: date,
      updated_at: date
    })
  }

  /** The document last: an app that is said to be ready has its permissions, also after a crash between the two. */
  async #store(instance: Instance, kind: InstallKind, now: Date, app: Installed): Promise<Installed> {
    await this.#parts.permissions.save(instance, kind, app, now)
    return this.#documents.put(instance, kind, app)
  }

  async #replace(
    instance: Instance,
    kind: InstallKind,
    app: Installed,
    request: InstallRequest,
    progress: InstallProgress
  ): Promise<Installed> {
    const { slug } = app
    const source = request.source || app.source
    const folder = folderOfSource(source)
    const manifest = await this.#manifest(kind, slug, folder, request)
    const { _id, _rev, state, created_at } = app
    const next = {
      _id,
      _rev,
      ...(kind === 'konnectors' && app.parameters !== undefined && { parameters: app.parameters }),
      ...manifest,
      slug,
      source,
      checksum: '',
      created_at,
      updated_at: NEVER
    } as unknown as Installed
    progress({ ...next, state: 'upgrading' })
    const version = await this.#parts.copies.copy(instance, kind, slug, folder, next.version)
    const now = this.#parts.clock.now()
    const services = await this.#services(instance, kind, slug, app.services ?? {}, next)
    const stored = await this.#store(instance, kind, now, {
      ...next,
      ...services,
      version,
      state: state === 'installed' ? state : 'ready',
      updated_at: now.toISOString()
    })
    await this.#parts.copies.keepOnly(instance, kind, slug, [app.version, version])
    return stored
  }

  async #manifest(
    kind: InstallKind,
    slug: string,
    folder: string,
    request: InstallRequest
  ): Promise<Record<string, unknown>> {
    await checkSourceFolder(folder)
    const path = join(folder, MANIFEST_FILES[kind])
    const text = await readFile(path, 'utf8').catch(() => {
      throw INSTALL_ERRORS.manifestNotReachable()
    })
    const manifest = readManifest(kind, slug, text, why => {
      this.#warn(`Failed to read ${path}: ${why}. Run cozy-jobs validate to see all that is wrong.`)
    })
    await warnOfManifest(path, text, why => this.#warn(why))
    if (kind === 'apps') {
      warnOfAbsentServices(folder, (manifest.services ?? null) as Services | null, why => this.#warn(why))
    }
    return kind === 'konnectors' && request.parameters
      ? { ...manifest, parameters: request.parameters }
      : manifest
  }

  async #services(
    instance: Instance,
    kind: InstallKind,
    slug: string,
    before: Services,
    wanted: { services?: unknown }
  ): Promise<{ services?: Services | null }> {
    if (kind === 'konnectors') return {}
    const services = (wanted.services ?? null) as Services | null
    const after = await updateServiceTriggers(
      this.#parts.triggers(),
      instance,
      slug,
      before,
      services ?? {},
      why => this.#warn(`Failed to install ${slug}: ${why}. Run cozy-jobs validate to see all that is wrong.`)
    )
    return { services: services && after }
  }

  #alone<T>(instance: Instance, kind: InstallKind, slug: string, work: () => Promise<T>): Promise<T> {
    return this.#serial.run(`${instance.prefix} ${kind} ${slug}`, work)
  }

  #warn(text: string): void {
    warn(this.#parts, text)
  }
}
