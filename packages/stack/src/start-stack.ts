import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { konnectorSecret } from './accounts/account-type.js'
import { createLauncher, makeTemporaryFolder } from '@cozy-jobs/runner'
import { CLEAN_CLIENTS, cleanClients } from './auth/clients/remove-unused.js'
import { createEngine } from './engine/create-engine.js'
import { leasesOf } from './engine/leases/leases-of.js'
import { MovableClock } from './clock/movable-clock.js'
import { DEFAULT_CONFIG } from './config.js'
import { Keyring } from './data/keyring.js'
import { openHistory } from './engine/history/open-history.js'
import { DebuggedDomains } from './engine/log/debugged-domains.js'
import { configuredWorkers } from './engine/queue/workers.js'
import { FileSystem } from './files/file-system.js'
import { settleContents } from './files/settle-contents.js'
import { Gate } from './gate.js'
import { StackError } from './errors.js'
import { CodeCopies } from './installs/code-copies.js'
import { SourceInstaller } from './installs/source-installer.js'
import { WorkNotes } from './installs/work-notes.js'
import { furnish } from './instances/furnish.js'
import { InstanceRegistry } from './instances/instance-registry.js'
import { mailFolder } from './mail/mail-folder.js'
import { openOutbox } from './mail/outbox.js'
import { createSendmail } from './mail/sendmail-worker.js'
import { createMaintenanceOf } from './maintenance/maintenance-of.js'
import { unsentWorkers } from './notifications/unsent-workers.js'
import { openData } from './open-data.js'
import { AppPermissions } from './permissions/app-permissions.js'
import { Authenticator } from './permissions/authenticate.js'
import { TokenVerifier } from './permissions/token.js'
import { buildServer } from './server/build-server.js'
import { FAMILIES } from './families.js'
import { startRealtime } from './realtime/start-realtime.js'
import { SecretDocuments } from './secrets/secret-documents.js'
import { listen } from './server/listen.js'
import { warn } from './server/warn.js'
import type { RunningStack, Stack, StackEvents, StackOptions } from './stack.js'
import { Undo } from './undo.js'

const DOMAIN = 'cozy.localhost'
const PORT = 8080
const ADMIN_PORT = 6060

/** Where the copies of installed apps lie: beside the data, or for as long as the stack lives. */
const codeFolder = async (data: StackOptions['data'], undo: Undo): Promise<string> => {
  if (typeof data === 'object') return join(data.folder, 'code')
  const { path, remove } = await makeTemporaryFolder('code')
  undo.add(remove)
  return path
}

/**
 * Starts a stack: its store, its engine, the server of its instances and the one of its administration. The instance of
 * `domain` is made where there is none. Throws `StackError` for what a person can mend: a port that is taken, a data
 * folder that another process has, a domain that is none; nothing is left open then.
 *
 * @example
 * const stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
 * console.log(stack.url)
 * await stack.close()
 */
export const startStack = async (options: StackOptions = {}): Promise<RunningStack> => {
  const undo = new Undo()
  try {
    return await start(options, undo)
  } catch (error) {
    await undo.run()
    throw error
  }
}

const start = async (options: StackOptions, undo: Undo): Promise<RunningStack> => {
  checkPort(options.port, '--port')
  checkPort(options.adminPort, '--admin-port')
  const config = { ...DEFAULT_CONFIG, ...options.config }
  const { log = () => undefined, data = 'memory' } = options
  const clock = new MovableClock(options.clock)
  const events: Stack['events'] = new EventEmitter<StackEvents>()
  // Before the data are opened: it refuses a profile that this machine does not have.
  const launcher = await createLauncher(options)
  undo.add(() => launcher.close())
  const store = await openData({ ...options, data })
  undo.add(() => store.close())
  const instances = await InstanceRegistry.open(store, clock, furnish, config.subdomains)
  const realtime = startRealtime({ store, instances, events, clock })
  const permissions = new AppPermissions(store)
  const code = await codeFolder(data, undo)
  const installs = new SourceInstaller({
    copies: new CodeCopies(code),
    notes: new WorkNotes(code),
    permissions,
    clock,
    config,
    events,
    realtime,
    log,
    ...(options.environment && { environment: options.environment }),
    triggers: () => engine.triggers
  })
  const history = openHistory(data, config.history, {
    events,
    clock,
    warn: text => warn({ events, log }, text)
  })
  undo.add(() => history.close())
  const mails = mailFolder(data)
  undo.add(() => mails.close())
  const outbox = openOutbox(mails)
  instances.onDestroy(instance => outbox.remove(instance))
  const keyring = new Keyring(typeof data === 'object' ? data.folder : undefined)
  const debugged = new DebuggedDomains()
  instances.onDestroy(async instance => {
    debugged.remove(instance.domain)
    await installs.forget(instance)
  })
  const secrets = new SecretDocuments(store, keyring)
  const engine = createEngine({
    store,
    instances,
    installs,
    clock,
    events,
    leases: leasesOf(options, store, log),
    keyring,
    maintenanceOf: createMaintenanceOf({ store, config, warn: text => warn({ events, log }, text) }),
    history,
    konnectorSecret: (slug, context) => konnectorSecret(secrets, slug, context),
    furtherWorkers: {
      sendmail: createSendmail({ clock, config, keyring, outbox }),
      [CLEAN_CLIENTS]: cleanClients,
      ...unsentWorkers(() => engine)
    },
    config: {
      urlOf: instance => `http://${instance.domain}/`,
      launcher,
      ...(options.logLevel && { logLevel: options.logLevel }),
      debugged,
      workers: configuredWorkers(config.jobs),
      losesRunningJobs: options.fidelity === 'crash',
      ...(typeof data === 'object' && { logFile: join(data.folder, 'services.log') })
    },
    log
  })
  undo.add(() => engine.close())
  undo.add(() => installs.close())
  undo.add(() => Promise.resolve(permissions.close()))
  const stack: Stack = {
    domain: '',
    store,
    instances,
    installs,
    engine,
    history,
    realtime,
    debugged,
    keyring,
    secrets,
    outbox,
    clock,
    config,
    events,
    log
  }
  const authenticator = new Authenticator(new TokenVerifier(clock), permissions)
  // The ports are taken before anything runs, so that a second stack never runs the jobs of the first.
  const gate = new Gate()
  const app = await buildServer('instance', FAMILIES, stack, authenticator, gate.opened)
  const admin = await buildServer('admin', FAMILIES, stack, authenticator, gate.opened)
  const open: (() => Promise<void>)[] = []
  undo.add(() => Promise.all(open.map(close => close())))
  // Before the servers: they wait for the connections of websockets.
  undo.add(() => Promise.resolve(realtime.close()))
  const serve = async (
    server: typeof app,
    port: number,
    option: '--port' | '--admin-port'
  ): Promise<number> => {
    const listening = await listen(server, port, option)
    open.push(async () => {
      await listening.close()
      await server.close()
    })
    return listening.port
  }
  const port = await serve(app, options.port ?? PORT, '--port')
  const adminPort = await serve(admin, options.adminPort ?? ADMIN_PORT, '--admin-port')
  const domain = `${options.domain ?? DOMAIN}:${port}`
  stack.domain = domain
  await instances.mend()
  if (!instances.get(domain))
    await instances.create({ domain, defaultPassphrase: true, ...detailsOf(options) })
  // What a crash has cut off is ended before anybody sees it.
  for (const instance of instances.list()) {
    await new FileSystem(instance).mend()
    await settleContents(instance)
    await installs.mend(instance)
  }
  await engine.start()
  gate.open()
  return {
    ...stack,
    url: `http://${domain}/`,
    adminUrl: `http://127.0.0.1:${adminPort}/`,
    routes: [...app.servedRoutes, ...admin.servedRoutes],
    close: () => undo.run()
  }
}

const DETAILS = ['locale', 'passphrase', 'email', 'publicName', 'context'] as const

const detailsOf = (options: StackOptions): Pick<StackOptions, (typeof DETAILS)[number]> =>
  Object.fromEntries(DETAILS.filter(name => options[name] !== undefined).map(name => [name, options[name]]))

const checkPort = (port: number | undefined, option: string): void => {
  if (port === undefined || (Number.isInteger(port) && port >= 0 && port <= 65_535)) return
  throw new StackError('port_invalid', { port, option })
}
