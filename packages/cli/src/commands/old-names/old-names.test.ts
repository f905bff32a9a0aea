import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCli } from '../../testing/run-cli.js'
import { devConfig, sampleKonnector } from '../../testing/sample-konnector.js'
import { startSampleProvider, type SampleProvider } from '../../testing/sample-provider.js'
import { OLD_NAMES } from './command.js'

let provider: SampleProvider
beforeAll(async () => {
  provider = await startSampleProvider()
})
afterAll(() => provider.close())

const named = (name: string) => {
  const only = OLD_NAMES.find(each => each.name === name)
  if (!only) throw new Error(name)
  return only
}

describe('the documented names', () => {
  it.each([
    ['cozy-konnector-standalone', '--record', {}, 'Recorded 1 request in fixtures/provider.har'],
    [
      'cozy-run-standalone',
      'build/index.js',
      { REPLAY: 'record' },
      'Recorded 1 request in fixtures/provider.har'
    ]
  ])('%s %s', async (name, line, env, told) => {
    const cwd = sampleKonnector({ 'konnector-dev-config.json': devConfig(provider.url) })
    const { code, err } = await runCli(line, { cwd, env, only: named(name) })
    expect({ code, told: err.includes(told) ? told : err }).toEqual({ code: 0, told })
    const asked = provider.asked()
    expect(await runCli('--replay', { cwd, only: named(name) })).toMatchObject({ code: 0 })
    expect(provider.asked()).toBe(asked)
  })

  it('init-config makes the configuration, and leaves one that is there', async () => {
    const cwd = sampleKonnector()
    expect(await runCli('init-config', { cwd })).toEqual({
      code: 0,
      out: 'Made konnector-dev-config.json; git ignores it.\nTo be filled in: login, password.\n',
      err: ''
    })
    expect(existsSync(join(cwd, '.gitignore'))).toBe(true)
    const text = readFileSync(join(cwd, 'konnector-dev-config.json'), 'utf8')
    expect((await runCli('init-config', { cwd })).out).toContain('is there, and stays as it is.')
    expect(readFileSync(join(cwd, 'konnector-dev-config.json'), 'utf8')).toBe(text)
  })
})
