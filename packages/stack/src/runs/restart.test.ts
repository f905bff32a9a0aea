import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StackOptions } from '../stack.js'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

const OPERATIONS = 'io.cozy.bank.operations'

const MANIFEST = {
  name: 'Banks',
  slug: 'banks',
  version: '1.0.0',
  type: 'webapp',
  permissions: { operations: { type: OPERATIONS } },
  services: {
    mark: { type: 'node', file: 'mark.js', trigger: `@event ${OPERATIONS}:CREATED` },
    large: { type: 'node', file: 'mark.js', trigger: `@event ${OPERATIONS}:UPDATED:large:size` },
    later: { type: 'node', file: 'mark.js', trigger: `@event ${OPERATIONS}:UPDATED`, debounce: '1h' }
  }
}

let folder: string
let test: TestStack

const start = async (options: StackOptions = {}): Promise<void> => {
  test = await startTestStack({ data: { folder: join(folder, 'data') }, ...options })
}

/** An instance is known by its port too. */
const restart = async (options: StackOptions = {}): Promise<void> => {
  await test.stack.close()
  await start({ port: Number(new URL(test.stack.url).port), ...options })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'runs-restart-test-'))
  const app = join(folder, 'app')
  await mkdir(app)
  await writeFile(join(app, 'manifest.webapp'), JSON.stringify(MANIFEST))
  await writeFile(join(app, 'mark.js'), '')
  await start()
  const { installs, instances } = test.stack
  const source = { slug: 'banks', source: `file://${app}` }
  await installs.install(instances.list()[0]!, 'apps', source, () => undefined)
})

afterEach(async () => {
  await test.stack.close()
  rmSync(folder, { recursive: true, force: true })
})

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look at what they expect, wherever it stands
const json = async (method: string, path: string, body?: unknown): Promise<any> =>
  (await test.admin(method, path, body === undefined ? {} : { body })).json

const write = async (id: string, body: object): Promise<Answer> => {
  const token = await test.cli(OPERATIONS)
  return test.ask('PUT', `/data/${OPERATIONS}/${id}`, { token, body })
}

const triggerOf = async (name: string): Promise<string> => {
  const { triggers } = await json('GET', '/runs/triggers')
  return (triggers as { id: string; name: string }[]).find(one => one.name === `banks/${name}`)!.id
}

interface Explained {
  verb: string
  verdicts: Record<string, unknown>[]
}

const why = async (id: string): Promise<Explained[]> =>
  (await json('GET', `/runs/why?domain=${test.stack.domain}&doctype=${OPERATIONS}&id=${id}`)).changes

const verdicts = ({ verdicts }: Explained): Record<string, unknown> =>
  Object.fromEntries(verdicts.map(({ name, fired, why }) => [String(name), fired ? 'fired' : why]))

describe('after a restart of the stack', () => {
  it('it still says why a change fired what it fired, and did not fire the rest', async () => {
    const created = await write('a', { size: 'small' })
    await write('a', { ...created.json.data, _type: undefined, size: 'tiny' })
    await write('b', { size: 'small' })
    await test.stack.engine.idle()
    const told = await why('a')
    await restart()
    expect(await why('a')).toEqual(told)
    expect(told.map(({ verb }) => verb)).toEqual(['UPDATED', 'CREATED'])
    const later = 'it listens to UPDATED, and this was CREATED'
    expect(told.map(verdicts)).toEqual([
      {
        'banks/mark': 'it listens to CREATED, and this was UPDATED',
        'banks/large': expect.stringContaining('size'),
        'banks/later': 'fired'
      },
      { 'banks/mark': 'fired', 'banks/large': later, 'banks/later': later }
    ])
    expect(told[1]!.verdicts.find(({ fired }) => fired)).toMatchObject({ job: expect.any(String) })
  })

  it('it says so of a deletion, and of a document whose past is gone', async () => {
    const { data } = (await write('a', { size: 'small' })).json
    const token = await test.cli(OPERATIONS)
    await test.ask('DELETE', `/data/${OPERATIONS}/a?rev=${data._rev}`, { token })
    await test.stack.engine.idle()
    await restart()
    const deleted = 'it listens to CREATED, and this was DELETED'
    expect((await why('a')).map(verdicts)[0]).toMatchObject({ 'banks/mark': deleted })
    await test.stack.instances.list()[0]!.documents.dropDoctype(OPERATIONS)
    const gone = 'the document as it was then is not stored any more, which alone could say why'
    expect((await why('a')).map(verdicts)[0]).toMatchObject({ 'banks/mark': gone })
  })

  it('a firing that was planned comes at its date, once', async () => {
    const trigger = await triggerOf('mark')
    const at = new Date(test.stack.clock.now().getTime() + 3_600_000)
    const planned = await test.admin('POST', `/runs/triggers/${trigger}/fire`, {
      body: { doc: { _id: 'x', size: 'planned' }, at: at.toISOString() }
    })
    expect(planned.status).toBe(202)
    await restart()
    const jobs = async (): Promise<number> => (await json('GET', '/runs')).runs.length
    expect(await jobs()).toBe(0)
    await test.admin('POST', '/clock', { body: { by: 7_200_000 } })
    await test.stack.engine.idle()
    const { runs } = await json('GET', '/runs')
    expect(runs).toMatchObject([{ name: 'banks/mark', cause: { kind: 'event', id: 'x' } }])
    await restart()
    await test.stack.engine.idle()
    expect(await jobs()).toBe(1)
  })

  it('a firing that became due meanwhile comes at the start; one whose trigger is gone is forgotten', async () => {
    const [mark, large] = [await triggerOf('mark'), await triggerOf('large')]
    const instance = test.stack.instances.list()[0]!
    const { engine } = test.stack
    const due = new Date(test.stack.clock.now().getTime() + 60_000)
    for (const triggerId of [mark, large]) {
      const message = { slug: 'banks', name: 'mark' }
      await engine.plan(instance, { worker: 'service', message, triggerId }, due)
    }
    await engine.triggers.remove(instance, large)
    await restart({ clock: { now: () => new Date(due.getTime() + 1000) } })
    // All that is due has rung once the clock was moved.
    await test.admin('POST', '/clock', { body: { by: 0 } })
    await test.stack.engine.idle()
    const { runs } = await json('GET', '/runs')
    expect(runs).toMatchObject([{ name: 'banks/mark', cause: { trigger: mark } }])
    await restart()
    await test.stack.engine.idle()
    expect((await json('GET', '/runs')).runs).toHaveLength(1)
  })

  it('a thousand firings are kept, and no more', async () => {
    const instance = test.stack.instances.list()[0]!
    const at = new Date(test.stack.clock.now().getTime() + 60_000)
    const plan = (): Promise<void> => test.stack.engine.plan(instance, { worker: 'log', message: null }, at)
    await Promise.all(Array.from({ length: 1000 }, plan))
    await expect(plan()).rejects.toMatchObject({ code: 'too_many_planned' })
  })
})
