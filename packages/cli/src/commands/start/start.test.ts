import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { installLoopbackNames } from '@cozy-jobs/env'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import { runCli } from '../../testing/run-cli.js'
import { PASSWORD, sampleKonnector } from '../../testing/sample-konnector.js'
import { startSampleProvider, type SampleProvider } from '../../testing/sample-provider.js'

let stack: RunningStack
let provider: SampleProvider
beforeAll(async () => {
  installLoopbackNames()
  provider = await startSampleProvider()
  stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
})
afterAll(async () => {
  await stack.close()
  await provider.close()
})

const root = 'io.cozy.files.root-dir'
const at = () => ['--domain', stack.domain, '--admin-port', new URL(stack.adminUrl).port]

it('runs a konnector with the variables that the stack gives, and a token of the command line', async () => {
  const { documents } = stack.instances.list()[0]!
  await documents.put('io.cozy.accounts', { _id: 'mine', account_type: 'sample', auth: { login: 'camille' } })
  const scope = 'io.cozy.accounts io.cozy.bills io.cozy.files'
  const token = await runCli(['token', 'cli', scope, ...at()])
  const result = await runCli('start', {
    cwd: sampleKonnector({
      // A stack opens a password for an installed konnector alone.
      'konnector-dev-config.json': JSON.stringify({ fields: { login: 'camille', password: PASSWORD } })
    }),
    env: {
      COZY_URL: stack.url,
      COZY_CREDENTIALS: token.out.trim(),
      COZY_FIELDS: JSON.stringify({ account: 'mine', folder_to_save: root }),
      COZY_PARAMETERS: JSON.stringify({ site: provider.url })
    }
  })
  expect(result).toMatchObject({ code: 0, err: 'info     signs in as camille with ***\n' })
  expect(await documents.get('io.cozy.bills', 'B1')).toMatchObject({ amount: 12.5 })
  expect(await documents.find('io.cozy.files', { selector: { name: 'B1.txt' }, limit: 1 })).toMatchObject({
    docs: [{ dir_id: root }]
  })
})

it('tells of a stack that is gone half way', async () => {
  const gone = await startStack({ port: 0, adminPort: 0, data: 'memory' })
  const { url } = gone
  await gone.close()
  const result = await runCli('start', {
    cwd: sampleKonnector(),
    env: {
      COZY_URL: url,
      COZY_CREDENTIALS: 'a.b.c',
      COZY_FIELDS: '{"account":"mine"}',
      COZY_PARAMETERS: '{}'
    }
  })
  expect(result.code).toBe(1)
  expect(result.err).toMatch(/Failed to run sample: fetch failed/)
})
