import { afterAll, expect, it } from '@jest/globals'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStackProcess } from './stack-process.mjs'

const home = mkdtempSync(join(tmpdir(), 'stack-process-'))
afterAll(() => rmSync(home, { recursive: true }))

it('starts whatever a person has set for stacks of their own', async () => {
  mkdirSync(join(home, '.cozy'))
  writeFileSync(join(home, '.cozy/cozy.yaml'), 'log: { level: no }')
  const env = { ...process.env, HOME: home, COZY_KONNECTORS_CMD: '/no/launcher', COZY_LOG_LEVEL: 'no' }
  const stack = await startStackProcess({ env })
  try {
    expect(stack.said.join('\n')).not.toMatch(/launcher|log\.level/)
    expect(await stack.call('GET', '/version')).toMatchObject({ status: 200 })
  } finally {
    await stack.stop()
  }
})
