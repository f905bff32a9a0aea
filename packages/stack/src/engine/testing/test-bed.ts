import { openStore, type Document, type Draft, type Store } from '@cozy-jobs/store'
import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Installed, InstallKind, Installs } from '../../installs/api.js'
import type { Instance } from '../../instances/api.js'
import type { StackEvents } from '../../stack.js'
import type { Engine, EngineEvent, JobDoc, TriggerDoc, TriggerDraft } from '../api.js'
import { MovableClock } from '../../clock/movable-clock.js'
import { createEngine } from '../create-engine.js'
import type { EngineConfig, EngineParts } from '../parts.js'

/** A program that says what it was given, as one record. */
export const TELL =
  'console.log(JSON.stringify({ type: "info", message: JSON.stringify(Object.fromEntries(Object.entries(process.env).filter(([name]) => /DOC|FIELDS|PAYLOAD|PARAM|MANUAL|TRIGGER|JOB_ID|LIMIT|URL|CRED/.test(name)))) }))'

/** The trigger of the service `banks/onOperation`. */
export const ON_OPERATION: TriggerDraft = {
  type: '@event',
  arguments: 'io.cozy.bank.operations:CREATED',
  worker: 'service',
  message: { slug: 'banks', name: 'onOperation' }
}

/** An engine over a real store, with one instance whose apps are plain folders: what the engine's tests run on. */
export interface TestBed {
  clock: MovableClock
  engine: Engine
  store: Store
  instance: Instance
  /** Everything that the engine has told. */
  told: EngineEvent[]
  warnings: string[]
  /** The lines of the person's log. */
  lines: string[]
  /** Installs a program, or replaces it: services by name, or a konnector's one file. */
  addApp(slug: string, services: Record<string, string>): Promise<void>
  addKonnector(slug: string, code: string): Promise<void>
  /** The built file of a service. */
  fileOf(slug: string, service: string): string
  /** Settled with the first event that is told from now on and fits. */
  next(type: EngineEvent['type']): Promise<EngineEvent>
  jobs(): Promise<JobDoc[]>
  /** What the programs that are `TELL` have told. */
  environments(): Record<string, string>[]
  /** A trigger of the service `banks/onOperation`. */
  onOperations(args?: string, more?: Partial<TriggerDraft>): Promise<TriggerDoc>
  /** Writes an operation. */
  write(doc: Draft): Promise<Document>
  close(): Promise<void>
}

export interface TestBedOptions {
  /** Where the store's documents and the programs are: what was there is taken up. In memory where absent. */
  folder?: string
  config?: Partial<EngineConfig>
  /** A store that other test beds may share; closed with this one. */
  store?: Store
  leases?: EngineParts['leases']
}

const instanceOn = (store: Store): Instance => {
  const prefix = `cozy${'0'.repeat(32)}`
  return {
    id: '1',
    rev: '1-1',
    domain: 'cozy.localhost:8080',
    prefix,
    locale: 'en',
    email: 'a@b.c',
    publicName: 'Test',
    context: 'dev',
    diskQuota: 0,
    details: {},
    kdfIterations: 1,
    secret: '',
    sessionSecret: '',
    documents: store.documents(prefix),
    files: store.files(prefix)
  }
}

/** Programs in a folder, and what is known of them. */
const createInstalls = (folder: string) => {
  const installed = new Map<string, Installed>()
  const put = async (
    kind: InstallKind,
    slug: string,
    files: Record<string, string>,
    extra: Partial<Installed>
  ) => {
    for (const [name, code] of Object.entries(files)) {
      const path = join(folder, kind, slug, name)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, code)
    }
    const id = `io.cozy.${kind}/${slug}`
    installed.set(`${kind}/${slug}`, {
      _id: id,
      _rev: '1-0',
      slug,
      state: 'ready',
      version: '1',
      source: '',
      ...extra
    })
  }
  const installs: Installs = {
    current: (_instance, kind, slug) => Promise.resolve(installed.get(`${kind}/${slug}`)),
    find: (_instance, kind, slug) => Promise.resolve(installed.get(`${kind}/${slug}`)),
    folder: (_instance, kind, { slug }) => join(folder, kind, slug),
    token: (_instance, kind, slug) => Promise.resolve(`the-token-of-${kind}-${slug}`),
    activate: () => Promise.resolve(),
    allowOwnFolders: () => Promise.resolve()
  }
  return { installs, put }
}

const service = (name: string) => ({
  type: 'node',
  file: `services/${name}.js`,
  debounce: '',
  trigger: '',
  trigger_id: ''
})

/** Opens a test bed; its engine is not started yet. */
export const openTestBed = async ({
  folder,
  config,
  leases,
  store: shared
}: TestBedOptions = {}): Promise<TestBed> => {
  const place = folder ?? mkdtempSync(join(tmpdir(), 'engine-test-'))
  const store =
    shared ?? (await openStore(folder ? { kind: 'disk', folder: join(folder, 'data') } : { kind: 'memory' }))
  const instance = instanceOn(store)
  const { installs, put } = createInstalls(join(place, 'programs'))
  const events = new EventEmitter<StackEvents>()
  const told: EngineEvent[] = []
  const warnings: string[] = []
  const lines: string[] = []
  events.on('engine', event => told.push(event))
  events.on('warning', text => warnings.push(text))
  const clock = new MovableClock()
  const engine = createEngine({
    store,
    instances: {
      get: domain => (domain === instance.domain ? instance : undefined),
      byPrefix: prefix => (prefix === instance.prefix ? instance : undefined),
      list: () => [instance],
      create: () => Promise.resolve(instance),
      destroy: () => Promise.resolve(),
      update: () => Promise.resolve(),
      onDestroy: () => undefined,
      setDiskQuota: () => Promise.resolve(),
      checkPassphrase: () => Promise.resolve(false)
    },
    installs,
    clock,
    events,
    config: { urlOf: ({ domain }) => `http://${domain}/`, ...config },
    ...(leases && { leases }),
    log: line => lines.push(line)
  })
  return {
    clock,
    engine,
    store,
    instance,
    told,
    warnings,
    lines,
    addApp: (slug, services) => {
      const names = Object.keys(services)
      const files = Object.fromEntries(names.map(name => [`services/${name}.js`, services[name] as string]))
      return put('apps', slug, files, {
        services: Object.fromEntries(names.map(name => [name, service(name)]))
      })
    },
    addKonnector: (slug, code) =>
      put('konnectors', slug, { 'index.js': code }, { parameters: { locale: 'en_US' } }),
    fileOf: (slug, name) => join(place, 'programs', 'apps', slug, 'services', `${name}.js`),
    next: type =>
      new Promise(resolve => {
        const listen = (event: EngineEvent): void => {
          if (event.type !== type) return
          events.off('engine', listen)
          resolve(event)
        }
        events.on('engine', listen)
      }),
    jobs: async () => {
      const { rows } = await instance.documents.list('io.cozy.jobs', { include_docs: true })
      const docs = rows
        .map(row => row.doc as unknown as JobDoc)
        .filter(doc => !doc._id.startsWith('_design/'))
      return docs.sort((a, b) => (a.queued_at < b.queued_at ? -1 : 1))
    },
    environments: () =>
      told.flatMap(event =>
        event.type === 'record' ? [JSON.parse(event.record.message) as Record<string, string>] : []
      ),
    onOperations: (args = 'io.cozy.bank.operations:CREATED', more = {}) =>
      engine.triggers.create(instance, { ...ON_OPERATION, arguments: args, ...more }),
    write: doc => instance.documents.put('io.cozy.bank.operations', doc),
    close: async () => {
      await engine.close()
      await store.close()
      if (!folder) rmSync(place, { recursive: true, force: true })
    }
  }
}
