import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import fixturify from 'fixturify'
import { word, startDance } from './testing/dance.js'

const dance = await startDance()
const { test, instance, folder, lines } = dance

beforeEach(() => dance.reset())
afterAll(() => dance.close())

describe('a secret of an account type', () => {
  const shared = word('shared', 'secret', '1')
  const run = async (): Promise<string[]> => {
    lines.length = 0
    await test.stack.engine.push(instance, { worker: 'konnector', message: { konnector: 'own' } })
    await test.stack.engine.idle()
    return lines.filter(line => line.includes('got '))
  }

  it('is a parameter of its konnector, and shown in no log', async () => {
    const manifest = { slug: 'own', name: 'Own', type: 'konnector', version: '1.0.0', permissions: {} }
    fixturify.writeSync(folder, { 'manifest.konnector': JSON.stringify(manifest) })
    await dance.installKonnector('own')
    const body = { grant_mode: 'secret', slug: 'own', secret: shared }
    await test.admin('PUT', '/secrets/io.cozy.account_types/own-secret', { body })
    expect(await run()).toEqual([expect.stringContaining('got ***')])
    await test.admin('PUT', '/secrets/io.cozy.account_types/dev/own-secret', {
      body: { ...body, secret: 'none' }
    })
    expect(await run()).toHaveLength(1)
    await test.admin('PUT', '/secrets/io.cozy.account_types/second', { body })
    await run()
    expect(lines.join('\n')).toContain('Cannot read properties of null')
  })
})
