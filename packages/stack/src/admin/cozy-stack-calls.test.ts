import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fixturify from 'fixturify'
import { startTestStack, type TestStack } from '../testing/test-stack.js'
import type { Call } from './testing/cozy-stack-calls/call.js'
import { FILE_CALLS } from './testing/cozy-stack-calls/file-calls.js'
import { INSTANCE_CALLS } from './testing/cozy-stack-calls/instance-calls.js'
import { JOB_CALLS } from './testing/cozy-stack-calls/job-calls.js'
import { SETTING_CALLS } from './testing/cozy-stack-calls/setting-calls.js'
import { replayCalls } from './testing/replay-calls.js'

let test: TestStack
let folder: string

const manifest = (more: object): string => JSON.stringify({ version: '1.0.0', ...more })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cozy-stack-calls-'))
  fixturify.writeSync(folder, {
    demo: {
      'manifest.webapp': manifest({
        slug: 'demo',
        services: { daily: { type: 'node', file: 'daily.js', trigger: '@cron 0 0 0 1 1 *' } }
      }),
      'daily.js': '// nothing to do'
    },
    kon: {
      'manifest.konnector': manifest({ slug: 'kon', type: 'konnector' }),
      'index.js': '// nothing to do'
    }
  })
  test = await startTestStack({ config: { contexts: { default: {} } } })
})

afterAll(async () => {
  await test.stack.close()
  rmSync(folder, { recursive: true, force: true })
})

const FAMILIES: readonly [string, readonly Call[]][] = [
  ['files', FILE_CALLS],
  ['apps, triggers and jobs', JOB_CALLS],
  ['settings and features', SETTING_CALLS],
  ['instances', INSTANCE_CALLS]
]

describe('what the real command line asks', () => {
  it.each(FAMILIES)('is answered as it reads it: %s', async (_name, calls) => {
    const names = new Map([
      ['domain', test.stack.domain],
      ['folder', folder]
    ])
    const outcomes = await replayCalls(test, calls, names)
    expect(outcomes).toEqual(
      calls.map(({ command, method, path, status }) => ({
        command,
        request: `${method} ${path}`,
        status,
        missing: []
      }))
    )
  })
})
