import { describe, expect, it } from '@jest/globals'
import { warnOfAbsentServices, warnOfManifest } from './warn-of-manifest.js'

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

describe('a folder of sources', () => {
  const service = { type: 'node', debounce: '', trigger: '', trigger_id: '' }
  const said = (file: string) => {
    const lines: string[] = []
    warnOfAbsentServices(import.meta.dirname, { onTodo: { ...service, file } }, text => lines.push(text))
    return lines
  }

  it('is told from the folder of a build', () => {
    expect(said('/services/onTodo.js')).toEqual([
      `The service onTodo is to run /services/onTodo.js, which is not in ${import.meta.dirname}. Install the folder of the build.`
    ])
  })

  it('is no concern where the file is there', () => {
    expect(said('api.ts')).toEqual([])
  })
})
