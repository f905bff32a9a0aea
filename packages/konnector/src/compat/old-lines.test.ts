import { describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { asOldLine } from './old-lines.js'

const line = (type: string, message: string, more: object = {}): string =>
  `${JSON.stringify({ type, message, ...more })}\n`
const read = (text: string): unknown => JSON.parse(text)

describe('a line of the log', () => {
  it.each([
    ['info', 'saveFiles created 1 files for 2 entries', { type: 'info', namespace: 'saveFiles' }],
    ['warning', 'bill.pdf is empty', { type: 'warn', namespace: 'saveFiles' }],
    ['warning', 'saveBills: no bills to save', { type: 'warn', namespace: 'saveBills' }],
    ['debug', '2 items before hydrateAndFilter', { namespace: 'hydrateAndFilter' }],
    ['debug', 'saved the session', { namespace: 'CookieKonnector' }],
    ['critical', 'LOGIN_FAILED', { namespace: 'BaseKonnector' }]
  ])('%s %s is as cozy-konnector-libs has it', (type, message, expected) => {
    expect(read(asOldLine(line(type, message)))).toMatchObject({ message, ...expected })
  })

  it('keeps the name that it has, and a konnector has none', () => {
    expect(read(asOldLine(line('info', 'saveFiles', { namespace: 'mine' })))).toMatchObject({
      namespace: 'mine'
    })
    expect(read(asOldLine(line('info', 'hello')))).toEqual({ type: 'info', message: 'hello' })
  })

  it('is left as it is where it would be longer than a stack reads', () => {
    const long = line('critical', 'x'.repeat(64 * 1024 - 40))
    expect(asOldLine(long)).toBe(long)
  })
})

describe('LOG_LEVEL', () => {
  const written = (level?: string): string[] => {
    const source = `
      import { createOldLogger } from ${JSON.stringify(new URL('../../dist/compat/old-lines.js', import.meta.url).href)}
      const log = createOldLogger()
      for (const type of ['debug', 'info', 'warn', 'error', 'critical']) log[type](type)`
    const env = { PATH: process.env['PATH'], ...(level !== undefined && { LOG_LEVEL: level }) }
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
      env,
      encoding: 'utf8'
    })
    return stdout
      .trim()
      .split('\n')
      .map(text => (JSON.parse(text) as { message: string }).message)
  }

  it.each([
    [undefined, ['debug', 'info', 'warn', 'error', 'critical']],
    ['warn', ['warn', 'error', 'critical']],
    ['critical', ['critical']],
    ['nonsense', ['debug', 'info', 'warn', 'error', 'critical']]
  ])('%s: the lines that are written', (level, expected) => {
    expect(written(level)).toEqual(expected)
  })
})
