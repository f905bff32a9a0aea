import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

const MANIFEST = {
  name: 'Banks',
  slug: 'banks',
  version: '1.0.0',
  type: 'webapp',
  permissions: {
    operations: { type: 'io.cozy.bank.operations' },
    files: { type: 'io.cozy.files' }
  },
  services: {
    mark: { type: 'node', file: 'mark.js', trigger: '@event io.cozy.bank.operations:CREATED' },
    fails: { type: 'node', file: 'fails.js' },
    talks: { type: 'node', file: 'talks.js' }
  }
}

/** Marks the operation that fired it, and writes a file. */
const MARK = `
const say = message => console.log(JSON.stringify({ type: 'info', message }))
const operation = JSON.parse(process.env.COZY_COUCH_DOC)
const url = process.env.COZY_URL + 'data/io.cozy.bank.operations/'
const headers = { authorization: 'Bearer ' + process.env.COZY_CREDENTIALS, 'content-type': 'application/json', accept: 'application/json' }
const main = async () => {
  say('marking ' + operation._id + ' with ' + process.env.COZY_CREDENTIALS)
  await fetch(url + operation._id, { method: 'PUT', headers, body: JSON.stringify({ ...operation, marked: true }) })
  await fetch(process.env.COZY_URL + 'files/io.cozy.files.root-dir?Type=file&Name=' + operation._id + '.txt', { method: 'POST', headers: { ...headers, 'content-type': 'text/plain' }, body: 'x' })
  await fetch(url + 'nothing', { headers })
}
main()
`

/** Says more than is kept of one run, and fails. */
const TALKS = `
for (let i = 0; i < 5001; i++) console.log(JSON.stringify({ type: 'info', message: 'line ' + i }))
process.exitCode = 3
`

let test: TestStack
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'runs-test-'))
  const app = join(folder, 'app')
  await mkdir(app)
  await writeFile(join(app, 'manifest.webapp'), JSON.stringify(MANIFEST))
  await writeFile(join(app, 'mark.js'), MARK)
  await writeFile(join(app, 'talks.js'), TALKS)
  await writeFile(join(app, 'fails.js'), 'console.error("no"); process.exit(3)')
  test = await startTestStack({ data: { folder: join(folder, 'data') } })
  const { installs, instances } = test.stack
  await installs.install(
    instances.list()[0]!,
    'apps',
    { slug: 'banks', source: `file://${app}` },
    () => undefined
  )
})

afterAll(async () => {
  await test.stack.close()
  rmSync(folder, { recursive: true, force: true })
})

const write = async (id: string, fields: object = {}): Promise<Answer> => {
  const token = await test.cli('io.cozy.bank.operations')
  return test.ask('PUT', `/data/io.cozy.bank.operations/${id}`, { token, body: fields })
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look at what they expect, wherever it stands
const json = async (method: string, path: string, body?: unknown): Promise<any> =>
  (await test.admin(method, path, body === undefined ? {} : { body })).json

/** Writes an operation, and answers the run that it made. */
const runOf = async (id: string, fields?: object) => {
  await write(id, fields)
  await test.stack.engine.idle()
  const { runs } = await json('GET', '/runs?limit=1')
  return runs[0] as { id: string }
}

describe('what a run has done', () => {
  it('is kept: why, with what, its log, its requests and what it wrote', async () => {
    const { id } = await runOf('a1', { label: 'Rent' })
    const run = await json('GET', `/runs/${id.slice(-8)}`)
    expect(await json('GET', `/runs/${id.slice(0, -2)}`)).toEqual(run)
    expect(run).toMatchObject({
      id,
      domain: test.stack.domain,
      worker: 'service',
      name: 'banks/mark',
      cause: { kind: 'event', verb: 'CREATED', doctype: 'io.cozy.bank.operations', id: 'a1', rev: /^1-/ },
      trigger: { type: '@event', arguments: 'io.cozy.bank.operations:CREATED' },
      state: 'done',
      executions: 1,
      input: {
        message: { slug: 'banks', name: 'mark' },
        event: { verb: 'CREATED', doc: { _id: 'a1', label: 'Rent' } }
      },
      environment: { COZY_URL: test.stack.url, COZY_LOCALE: 'en' },
      warnings: []
    })
    expect(run.environment).not.toHaveProperty('COZY_CREDENTIALS')
    expect(run.log.map(({ type, message }: { type: string; message: string }) => [type, message])).toEqual([
      ['info', 'marking a1 with ***']
    ])
    expect(
      run.requests.map(
        ({ method, path, status }: { method: string; path: string; status: number }) =>
          `${method} ${path} ${status}`
      )
    ).toEqual([
      'PUT /data/io.cozy.bank.operations/a1 200',
      'POST /files/io.cozy.files.root-dir?Type=file&Name=a1.txt 201',
      'GET /data/io.cozy.bank.operations/nothing 404'
    ])
    expect(
      run.writes.map(({ doctype, verb, rev, name }: Record<string, string>) => [
        doctype,
        verb,
        rev!.split('-')[0],
        name
      ])
    ).toEqual([
      ['io.cozy.bank.operations', 'UPDATED', '2', undefined],
      ['io.cozy.files', 'CREATED', '1', 'a1.txt']
    ])
    expect(run.duration).toBeGreaterThan(0)
  })

  it('tells two runs of one app apart that run at the same time', async () => {
    await Promise.all([write('b1'), write('b2'), write('b3')])
    await test.stack.engine.idle()
    const { runs } = await json('GET', '/runs?limit=3')
    const wrote = await Promise.all(
      (runs as { id: string; cause: { id: string } }[]).map(async ({ id, cause }) => {
        const { writes } = await json('GET', `/runs/${id}`)
        return [cause.id, ...writes.map((one: { id: string; name?: string }) => one.name ?? one.id)]
      })
    )
    expect(wrote.sort()).toEqual(['b1', 'b2', 'b3'].map(id => [id, id, `${id}.txt`]))
  })

  it('says why an execution failed, and how often it was tried', async () => {
    const token = await test.cli('io.cozy.jobs')
    await test.ask('POST', '/jobs/queue/service', {
      token,
      body: {
        data: { attributes: { arguments: { slug: 'banks', name: 'fails' }, options: { max_exec_count: 9 } } }
      }
    })
    await test.stack.engine.idle()
    const { runs } = await json('GET', '/runs?limit=1&state=errored')
    expect(runs[0]).toMatchObject({ executions: 2, error: 'exit status 3', cause: { kind: 'request' } })
    const run = await json('GET', `/runs/${runs[0].id}`)
    expect(run.log.map(({ message }: { message: string }) => message)).toEqual([
      'Stderr: no',
      'failed (execution 1 of 2 at most): exit status 3',
      'Stderr: no',
      'failed (execution 2 of 2 at most): exit status 3'
    ])
    expect(run.warnings).toEqual(['max_exec_count 9 is more than the worker "service" allows: 2 it is'])
  })

  it('has the lines that there is room for, says so, and how it failed; who follows it gets all, until it ends', async () => {
    const [instance] = test.stack.instances.list()
    const message = { slug: 'banks', name: 'talks' }
    const options = { max_exec_count: 1, timeout: 0 }
    const { _id } = await test.stack.engine.push(instance!, { worker: 'service', message, options })
    const followed = await test.admin('GET', `/runs/logs?follow=true&run=${_id}`)
    const told = followed.text.trim().split('\n')
    const { log, left } = await json('GET', `/runs/${_id}`)
    const last = log.slice(-3).map((line: { type: string; message: string }) => [line.type, line.message])
    expect(last).toEqual([
      ['info', 'line 4999'],
      ['warning', expect.stringContaining('Failed to keep all of the log: it is too long.')],
      ['error', 'failed (execution 1 of 1 at most): exit status 3']
    ])
    expect(left.log).toBe(1)
    expect(told).toHaveLength(5003)
    expect(told.at(-2)).toContain('line 5000')
    expect((await test.admin('GET', `/runs/logs?follow=true&run=${_id}`)).text.split('\n')).toHaveLength(5003)
  })

  it('says when it was queued by the clock, also after that was set back', async () => {
    const { clock, engine } = test.stack
    const dates: string[] = []
    for (const date of ['2031-01-01T00:00:00.000Z', '2030-01-01T00:00:00.000Z']) {
      await clock.moveTo(new Date(date))
      await engine.push(test.stack.instances.list()[0]!, { worker: 'log', message: date })
      await engine.idle()
      dates.push((await json('GET', '/runs?limit=1')).runs[0].queuedAt)
    }
    await clock.resume()
    expect(dates).toEqual(['2031-01-01T00:00:00.000Z', '2030-01-01T00:00:00.000Z'])
  })

  it('is listed by what is asked for', async () => {
    expect((await json('GET', '/runs?state=running')).runs).toEqual([])
    expect((await json('GET', '/runs?domain=nobody.localhost')).runs).toEqual([])
    expect((await json('GET', '/runs?worker=service&limit=2')).runs).toHaveLength(2)
  })

  it('is looked for on the instance that the stack was started with, where none is named', async () => {
    const triggers = await json('GET', '/runs/triggers')
    const other = `other-${test.stack.domain}`
    await test.admin('POST', `/instances?Domain=${other}`)
    expect(await json('GET', '/runs/triggers')).toMatchObject({ triggers: triggers.triggers })
    for (const named of [other, other.replace(/:\d+$/, '')]) {
      expect(await json('GET', `/runs/triggers?domain=${named}`)).toMatchObject({ triggers: [] })
    }
    expect(await test.admin('GET', '/runs/triggers?domain=nobody.localhost')).toMatchObject({
      status: 404,
      json: { errors: [{ detail: expect.stringContaining('has no instance nobody.localhost. It has: ') }] }
    })
    await test.admin('DELETE', `/instances/${other}`)
  })

  it.each([
    [
      '/runs/none0000',
      404,
      'no run has an id that begins or ends with "none0000": it was never here, or is older than what is kept'
    ],
    ['/runs/ab', 400, 'an id, or four characters of its beginning or end at least, are needed'],
    ['/runs/..%2f..%2fetc', 400, 'an id, or four characters of its beginning or end at least, are needed']
  ])('GET %s is %i', async (path, status, detail) => {
    expect(await test.admin('GET', path)).toMatchObject({ status, json: { errors: [{ detail }] } })
  })

  it('is not to be had on the port of the instances', async () => {
    expect((await test.ask('GET', '/runs', { token: await test.cli('*') })).status).toBe(404)
  })
})

describe('a run', () => {
  it('is run again as it was, and says which one it repeats', async () => {
    const { id } = await runOf('c1', { label: 'Rent' })
    const again = await json('POST', `/runs/${id}/rerun`)
    await test.stack.engine.idle()
    expect(await json('GET', `/runs/${again.id}`)).toMatchObject({
      repeats: id,
      state: 'done',
      cause: { kind: 'event', id: 'c1' },
      input: { event: { doc: { label: 'Rent' } } }
    })
  })

  it('is run again with another input', async () => {
    const { id } = await runOf('d1')
    const { input } = await json('GET', `/runs/${id}`)
    const event = { ...input.event, doc: { ...input.event.doc, label: 'Other' } }
    const again = await json('POST', `/runs/${id}/rerun`, { message: input.message, event })
    await test.stack.engine.idle()
    const { environment } = await json('GET', `/runs/${again.id}`)
    expect(JSON.parse(environment.COZY_COUCH_DOC)).toMatchObject({ _id: 'd1', label: 'Other' })
  })

  it('whose input held a secret keeps it nowhere, and is not run again without it', async () => {
    const { id } = await runOf('e1', { password: 'a-very-secret-word' })
    const run = await json('GET', `/runs/${id}`)
    expect(run.input).toMatchObject({ changed: 'masked', event: { doc: { password: '***' } } })
    expect(JSON.stringify(run)).not.toContain('a-very-secret-word')
    expect(await test.admin('POST', `/runs/${id}/rerun`)).toMatchObject({
      status: 409,
      json: { errors: [{ detail: expect.stringContaining('which are not kept') }] }
    })
  })
})

describe('why a document fired what it fired', () => {
  const why = (id: string) =>
    json('GET', `/runs/why?domain=${test.stack.domain}&doctype=io.cozy.bank.operations&id=${id}`)

  it('is told of each of its changes', async () => {
    const { id } = await runOf('f1')
    const { changes, listening } = await why('f1')
    expect(listening).toBe(1)
    expect(changes).toMatchObject([
      {
        verb: 'UPDATED',
        verdicts: [{ name: 'banks/mark', fired: false, why: 'it listens to CREATED, and this was UPDATED' }]
      },
      { verb: 'CREATED', verdicts: [{ name: 'banks/mark', fired: true, why: 'it matches', job: id }] }
    ])
  })

  it('is empty for one that has not changed', async () => {
    expect(await why('nothing')).toMatchObject({ changes: [], listening: 1 })
  })
})
