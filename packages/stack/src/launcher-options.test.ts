import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createLauncher } from '@cozy-jobs/runner'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StackOptions } from './stack.js'
import { startTestStack, type TestStack } from './testing/test-stack.js'

const OPERATIONS = 'io.cozy.bank.operations'

const MANIFEST = {
  name: 'Banks',
  slug: 'banks',
  version: '1.0.0',
  type: 'webapp',
  permissions: { operations: { type: OPERATIONS } },
  services: { look: { type: 'node', file: 'look.js', trigger: `@event ${OPERATIONS}:CREATED` } }
}

/** Says how it was started. */
const LOOK = `
const { existsSync, readFileSync } = require('fs')
const limits = existsSync('/proc/self/limits') ? readFileSync('/proc/self/limits', 'utf8') : ''
const message = JSON.stringify({
  pid: process.pid,
  openFiles: /^Max open files +(\\S+)/m.exec(limits)?.[1],
  variables: Object.keys(process.env).filter(name => name.startsWith('COZY_')),
  launchedBy: process.env.LAUNCHED_BY
})
console.log(JSON.stringify({ type: 'info', message }))
`

interface Look {
  pid: number
  openFiles?: string
  variables: string[]
  launchedBy?: string
}

const sandboxWorks = await createLauncher({ profile: 'prod' }).then(
  launcher => launcher.close().then(() => true),
  () => false
)
// What the system can't do is listed as skipped.
const inSandbox = sandboxWorks ? it : it.skip
const onLinux = existsSync('/proc/self/cwd') ? it : it.skip

let folder: string
let test: TestStack

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launcher-options-'))
})

afterEach(async () => {
  await test.stack.close()
  rmSync(folder, { recursive: true, force: true })
})

const start = async (options: StackOptions): Promise<void> => {
  test = await startTestStack(options)
  const app = join(folder, 'app')
  await mkdir(app)
  await writeFile(join(app, 'manifest.webapp'), JSON.stringify(MANIFEST))
  await writeFile(join(app, 'look.js'), LOOK)
  const { installs, instances } = test.stack
  const source = { slug: 'banks', source: `file://${app}` }
  await installs.install(instances.list()[0]!, 'apps', source, () => undefined)
}

/** Runs the service by an event, and answers what it has seen. */
const look = async (): Promise<Look> => {
  const records: string[] = []
  const listen = (event: { type: string; record?: { message: string } }): void => {
    if (event.type === 'record' && event.record) records.push(event.record.message)
  }
  test.stack.events.on('engine', listen)
  await test.stack.instances.list()[0]!.documents.put(OPERATIONS, { label: 'Rent' })
  await test.stack.engine.idle()
  test.stack.events.off('engine', listen)
  const seen = records.find(message => message.startsWith('{'))
  if (seen === undefined) throw new Error(`the service has said nothing of itself: ${records.join(' | ')}`)
  return JSON.parse(seen) as Look
}

/** The processes that this one has started, by their numbers. */
const children = (): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter(pid => pid > 0)
    .filter(pid => {
      try {
        return readFileSync(`/proc/${pid}/status`, 'utf8').includes(`\nPPid:\t${process.pid}\n`)
      } catch {
        return false
      }
    })

const openFilesOf = (path: string): string | undefined =>
  existsSync(path) ? /^Max open files +(\S+)/m.exec(readFileSync(path, 'utf8'))?.[1] : undefined

/** A launcher of the user's own, that says so. */
const launcher = async (): Promise<string> => {
  const file = join(folder, 'launcher')
  await writeFile(file, `#!/bin/sh\nLAUNCHED_BY="$0" exec '${process.execPath}' "$1"\n`)
  await chmod(file, 0o755)
  return file
}

describe('a job of a stack', () => {
  onLinux('is run by a process that stood ready, from the second job on', async () => {
    const before = children()
    await start({})
    const first = await look()
    const ready = children().filter(pid => !before.includes(pid))
    expect(ready).toHaveLength(2)
    expect(ready).not.toContain(first.pid)
    expect(ready).toContain((await look()).pid)
  })

  onLinux('is run by a process of its own where there is no pool', async () => {
    const before = children()
    await start({ pool: false })
    const pids = [(await look()).pid, (await look()).pid]
    expect(new Set(pids).size).toBe(2)
    expect(children().filter(pid => !before.includes(pid))).toEqual([])
  })

  it('is run by a launcher of the user’s own where one is given, and by nothing that stood ready', async () => {
    const command = await launcher()
    await start({ command })
    for (const _ of [1, 2]) expect((await look()).launchedBy).toBe(command)
  })

  it('has every variable, and the limits of the stack, in the profile plain', async () => {
    await start({ profile: 'plain' })
    const { variables, openFiles, launchedBy } = await look()
    expect(variables).toEqual(expect.arrayContaining(['COZY_LANGUAGE', 'COZY_COUCH_DOC', 'COZY_URL']))
    expect(openFiles).toBe(openFilesOf('/proc/self/limits'))
    expect(launchedBy).toBeUndefined()
  })

  inSandbox('has the variables and the limits of production in the profile prod', async () => {
    await start({ profile: 'prod' })
    const { variables, openFiles } = await look()
    expect(variables).toContain('COZY_URL')
    expect(variables).not.toContain('COZY_LANGUAGE')
    expect(variables).not.toContain('COZY_COUCH_DOC')
    expect(openFiles).toBe('128')
  })

  inSandbox('is held as in production also where there is a launcher of the user’s own', async () => {
    await start({ profile: 'prod', command: await launcher() })
    const { openFiles, launchedBy } = await look()
    expect({ openFiles, launchedBy }).toEqual({ openFiles: '128', launchedBy: undefined })
  })

  it('whose launcher is not there fails, and says so', async () => {
    const command = join(folder, 'nothing')
    await start({ command })
    await test.stack.instances.list()[0]!.documents.put(OPERATIONS, { label: 'Rent' })
    await test.stack.engine.idle()
    const [run] = await test.stack.history.list({ limit: 1 })
    expect(run).toMatchObject({ state: 'errored', error: expect.stringContaining(command) })
  })
})
