import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

const MANIFEST = { name: 'Site', slug: 'site', type: 'konnector', version: '1.0.0', permissions: {} }

/** Says what it should not, in forms in which programs do. */
const CODE = `
const say = (type, message) => console.log(JSON.stringify({ type, message }))
say('info', 'password: pa55 word/site')
say('debug', 'authorization: ' + Buffer.from('me:pa55 word/site').toString('base64'))
say('debug', 'GET /login?p=' + encodeURIComponent('pa55 word/site'))
say('debug', 'answers 987654 and Rex the dog')
say('error', 'refused: pa55 word/site')
`

const AUTH = { login: 'me', password: 'pa55 word/site', answer: 'Rex the dog', secret: { pin: 987654 } }

let test: TestStack
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'))
  mkdirSync(join(folder, 'source'))
  writeFileSync(join(folder, 'source', 'manifest.konnector'), JSON.stringify(MANIFEST))
  writeFileSync(join(folder, 'source', 'index.js'), CODE)
  test = await startTestStack({ data: { folder: join(folder, 'data') } })
})

afterAll(async () => {
  await test.stack.close()
  rmSync(folder, { recursive: true })
})

it('are shown in no log and no error, however a konnector says them', async () => {
  const token = await test.cli('io.cozy.konnectors io.cozy.accounts io.cozy.jobs')
  const source = encodeURIComponent(`file://${join(folder, 'source')}`)
  const headers = { accept: 'text/event-stream' }
  await test.ask('POST', `/konnectors/site?Source=${source}`, { token, headers })
  const made = await test.ask('POST', '/data/io.cozy.accounts/', {
    token,
    body: { account_type: 'site', auth: AUTH }
  })
  const args = { konnector: 'site', account: made.json.id as string }
  const { json } = await test.ask('POST', '/jobs/queue/konnector', {
    token,
    body: { data: { attributes: { arguments: args, options: { max_exec_count: 1 } } } }
  })
  const read = () => test.ask('GET', `/jobs/${json.data.id}`, { token })
  while (!/done|errored/.test((await read()).json.data.attributes.state)) {
    await once(test.stack.events, 'engine')
  }
  const { error } = (await read()).json.data.attributes
  expect(error).toBe('refused: ***')
  await test.stack.close()
  const log = readFileSync(join(folder, 'data', 'services.log'), 'utf8')
  expect(log).toContain('password: ***')
  const basic = Buffer.from('me:pa55 word/site').toString('base64')
  for (const secret of ['pa55', basic.slice(4, -4), 'Rex the dog', '987654'])
    expect(log).not.toContain(secret)
})
