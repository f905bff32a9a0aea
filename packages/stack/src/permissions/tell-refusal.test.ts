import { beforeEach, describe, expect, it } from '@jest/globals'
import { useApps } from './testing/use-app.js'

const bed = useApps()

/** What the log says of refusals. */
const told = (): string[] => bed.lines.filter(line => line.startsWith('Failed to let'))

beforeEach(() => {
  bed.lines.length = 0
})

describe('a refusal', () => {
  it('names the missing rule as a line of the manifest, once', async () => {
    const token = await bed.install('banks', { operations: { type: 'io.cozy.operations' } })
    for (let count = 0; count < 3; count += 1) {
      const { status, json } = await bed.test.ask('GET', '/data/io.cozy.bank.operations/secret-id', { token })
      expect([status, json]).toEqual([403, { error: 'code=403, message=Forbidden' }])
    }
    expect(told()).toEqual([
      'Failed to let the app banks GET io.cozy.bank.operations: no rule allows it. Add this to "permissions" of its manifest.webapp, and update it:\n' +
        '  "bankOperations": { "type": "io.cozy.bank.operations", "verbs": ["GET"] }'
    ])
    expect(bed.lines.join()).not.toContain(token)
    expect(bed.lines.join()).not.toContain('secret-id')
  })

  it('widens the rule that is there', async () => {
    const token = await bed.install('reader', { mine: { type: 'io.cozy.todos', verbs: ['GET'] } })
    await bed.test.ask('POST', '/data/io.cozy.todos/', { token, body: {} })
    expect(told()[0]).toContain('Put this in place of the rule of that name in "permissions"')
    expect(told()[0]).toContain('  "mine": { "type": "io.cozy.todos", "verbs": ["GET", "POST"] }')
  })

  it('asks for the worker of a job alone', async () => {
    const token = await bed.install('sender', {})
    const body = { data: { attributes: { arguments: {} } } }
    await bed.test.ask('POST', '/jobs/queue/sendmail', { token, body })
    expect(told()[0]).toContain(
      '  "jobs": { "type": "io.cozy.jobs", "verbs": ["POST"], "selector": "worker", "values": ["sendmail"] }'
    )
  })

  it('is told anew once the rules of the app have changed', async () => {
    const ask = async (token: string): Promise<unknown> =>
      bed.test.ask('GET', '/data/io.cozy.notes/_all_docs', { token })
    await ask(await bed.install('changer', { todos: { type: 'io.cozy.todos' } }))
    await ask(
      await bed.install('changer', { todos: { type: 'io.cozy.todos' }, more: { type: 'io.cozy.more' } })
    )
    expect(told()).toHaveLength(2)
  })

  it('tells the command line which scope to ask for', async () => {
    const token = await bed.test.cli('io.cozy.todos:GET')
    await bed.test.ask('POST', '/data/io.cozy.todos/', { token, body: {} })
    expect(told()).toEqual([
      'Failed to let the command line POST io.cozy.todos: its rules on that doctype do not reach so far. Ask for a token with this in its scope: io.cozy.todos:POST'
    ])
  })

  it('says nothing where another permission served', async () => {
    const token = await bed.install('filer', { files: { type: 'io.cozy.files' } })
    const path = '/data/io.cozy.albums/one/relationships/references'
    expect((await bed.test.ask('GET', path, { token })).status).toBe(200)
    expect(told()).toEqual([])
  })
})
