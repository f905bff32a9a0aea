import { EventEmitter } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine } from './engine/create-engine.js'
import { DEFAULT_CONFIG } from './config.js'
import { Gate } from './gate.js'
import { StackError } from './errors.js'
import { CodeCopies } from './installs/code-copies.js'
import { LocalInstaller } from './installs/local-installer.js'
import { furnish } from './instances/furnish.js'
import { InstanceRegistry } from './instances/instance-registry.js'
import { openData } from './open-data.js'
import { AppPermissions } from './permissions/app-permissions.js'
import { Authenticator } from './permissions/authenticate.js'
import { TokenVerifier } from './permissions/token.js'
import { buildServer } from './server/build-server.js'
import { FAMILIES } from './families.js'
import { listen } from './server/listen.js'
import type { RunningStack, Stack, StackEvents, StackOptions } from './stack.js'
import { Undo } from './undo.js'

const DOMAIN = 'cozy.localhost'
const PORT = 8080
const ADMIN_PORT = 6060

const SYSTEM_CLOCK = { now: () => new Date() }

/** Where the copies of installed apps lie: beside the data, or for as long as the stack lives. */
const codeFolder = async (data: StackOptions['data'], undo: Undo): Promise<string> => {
  if (typeof data === 'object') return join(data.folder, 'code')
  const folder = await mkdtemp(join(tmpdir(), 'cozy-jobs-'))
  undo.add(() => rm(folder, { recursive: true, force: true }))
  return folder
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
  const { clock = SYSTEM_CLOCK, log = () => undefined, data = 'memory' } = options
  const events: Stack['events'] = new EventEmitter<StackEvents>()
  const store = await openData(data)
  undo.add(() => store.close())
  const instances = await InstanceRegistry.open(store, clock, furnish)
  const permissions = new AppPermissions(store)
  const copies = new CodeCopies(await codeFolder(data, undo))
  const installs = new LocalInstaller({
    copies,
    permissions,
    clock,
    events,
    log,
    triggers: () => engine.triggers
  })
  const engine = createEngine({
    store,
    instances,
    installs,
    clock,
    events,
    config: {
      urlOf: instance => `http://${instance.domain}/`,
      ...(options.command && { command: options.command }),
      ...(typeof data === 'object' && { logFile: join(data.folder, 'services.log') })
    },
    log
  })
  undo.add(() => engine.close())
  undo.add(() => installs.settled())
  undo.add(() => Promise.resolve(permissions.close()))
  const config = { ...DEFAULT_CONFIG, ...options.config }
  const stack: Stack = { store, instances, installs, engine, clock, config, events, log }
  const authenticator = new Authenticator(new TokenVerifier(clock), permissions)
  // The ports are taken before anything runs, so that a second stack never runs the jobs of the first.
  const gate = new Gate()
  const app = await buildServer('instance', FAMILIES, stack, authenticator, gate.opened)
  const admin = await buildServer('admin', FAMILIES, stack, authenticator, gate.opened)
  const open: (() => Promise<void>)[] = []
  undo.add(() => Promise.all(open.map(close => close())))
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
  if (!instances.get(domain)) await instances.create({ domain, ...detailsOf(options) })
  await engine.start()
  gate.open()
  return {
    ...stack,
    domain,
    url: `http://${domain}/`,
    adminUrl: `http://127.0.0.1:${adminPort}/`,
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
