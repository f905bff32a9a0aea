import { describe, expect, it } from '@jest/globals'
import { warnOfManifest } from './warn-of-manifest.js'

const manifest = (service: Record<string, string>) =>
  JSON.stringify({
    name: 'Demo',
    slug: 'demo',
    type: 'webapp',
    editor: 'Somebody',
    version: '1.0.0',
    services: { onTodo: { type: 'node', file: 'onTodo.js', ...service } }
  })

const warnings = async (service: Record<string, string>) => {
  const said: string[] = []
  await warnOfManifest('/app/manifest.webapp', manifest(service), text => said.push(text))
  return said
}

describe('what the stack takes in silence', () => {
  it('is said of a debounce that holds nothing back', async () => {
    expect(await warnings({ trigger: '@event io.cozy.todos:CREATED', debounce: '@3m' })).toEqual([
      expect.stringMatching(/^\/app\/manifest\.webapp:1:\d+: .*@3m.*3m/)
    ])
  })

  it('is nothing for a manifest that is right', async () => {
    expect(await warnings({ trigger: '@event io.cozy.todos:CREATED', debounce: '3m' })).toEqual([])
  })
})
