import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { installLoopbackNames } from '@cozy-jobs/env'
import { createHarness } from '@cozy-jobs/fixtures'
import { startStack } from '@cozy-jobs/stack'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OLD_NAMES } from '../old-names/command.js'
import { oldKonnector } from '../../testing/old-konnector.js'
import { runCli } from '../../testing/run-cli.js'
import { devConfig, PASSWORD } from '../../testing/sample-konnector.js'
import { startSampleProvider, type SampleProvider } from '../../testing/sample-provider.js'

const ROOT = 'io.cozy.files.root-dir'

let provider: SampleProvider
let cwd: string
beforeAll(async () => {
  installLoopbackNames()
  provider = await startSampleProvider()
  cwd = oldKonnector(provider.url, { 'konnector-dev-config.json': devConfig(provider.url) })
}, 60_000)
afterAll(() => provider.close())

describe('a konnector on cozy-konnector-libs, with "compat": true', () => {
  it('builds as it is, into what its own tools made', async () => {
    const { code, err } = await runCli('build', { cwd })
    expect({ code, err }).toMatchObject({ code: 0, err: expect.not.stringContaining('icon') })
    // What lies in assets stands beside the manifest, which names it so.
    const made = readdirSync(join(cwd, 'build')).sort()
    expect(made).toEqual(['icon.svg', 'index.js', 'index.js.map', 'manifest.konnector', 'package.json'])
  }, 60_000)

  it('runs standalone by the name that its scripts have', async () => {
    const only = OLD_NAMES.find(({ name }) => name === 'cozy-konnector-standalone')!
    const { code, out, err } = await runCli('', { cwd, only })
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('saved old') })
    expect(err).toContain('/login ***')
    expect(err).toContain('refused with 401')
    expect(out).toMatch(/io\.cozy\.bills +1 +0 +0/)
    expect(readFileSync(join(cwd, 'data/B1.txt'), 'utf8')).toBe('a bill')
    expect(out + err).not.toContain(PASSWORD)
  }, 60_000)

  it('runs by "start", with the variables of a stack', async () => {
    const stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
    try {
      const { documents } = stack.instances.list()[0]!
      await documents.put('io.cozy.accounts', {
        _id: 'mine',
        account_type: 'old',
        auth: { login: 'camille' }
      })
      const at = ['--domain', stack.domain, '--admin-port', new URL(stack.adminUrl).port]
      const scope = 'io.cozy.accounts io.cozy.bills io.cozy.files io.cozy.bank.operations'
      const token = await runCli(['token', 'cli', scope, ...at])
      const env = {
        COZY_URL: stack.url,
        COZY_CREDENTIALS: token.out.trim(),
        COZY_FIELDS: JSON.stringify({ account: 'mine', folder_to_save: ROOT }),
        COZY_PARAMETERS: JSON.stringify({ site: provider.url })
      }
      expect(await runCli('start', { cwd, env })).toMatchObject({ code: 0 })
      expect(await documents.find('io.cozy.bills', { selector: {}, limit: 9 })).toMatchObject({
        docs: [{ vendor: 'old', amount: 12.5, currency: 'EUR' }]
      })
    } finally {
      await stack.close()
    }
  }, 60_000)

  it('runs installed on a stack, twice with the same documents', async () => {
    const auth = { login: 'camille', password: PASSWORD }
    const harness = await createHarness({
      folder: cwd,
      fixture: { 'io.cozy.accounts': [{ _id: 'a1', account_type: 'old', auth }] }
    })
    try {
      const input = { fields: { account: 'a1', folder_to_save: ROOT } }
      const first = await harness.run(input)
      expect(first.outcome).toEqual({ state: 'done' })
      const again = await harness.run(input)
      expect(again.outcome).toEqual({ state: 'done' })
      expect(again.changes.filter(({ doctype }) => doctype === 'io.cozy.bills')).toEqual([])
    } finally {
      await harness.close()
    }
  }, 60_000)
})
