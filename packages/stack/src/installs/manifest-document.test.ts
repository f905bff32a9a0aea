import { describe, expect, it } from '@jest/globals'
import { readManifest } from './manifest-document.js'

const read = (manifest: unknown, kind: 'apps' | 'konnectors' = 'apps'): Record<string, unknown> =>
  readManifest(
    kind,
    'demo',
    typeof manifest === 'string' ? manifest : JSON.stringify(manifest),
    () => undefined
  )

describe('a manifest', () => {
  it.each([
    { name: 5 },
    { slug: [] },
    { source: 1 },
    { state: true },
    { checksum: 1 },
    { error: {} },
    { available_version: 2 },
    { client_url_flag: 1 },
    { created_at: 'yesterday' },
    { updated_at: 5 },
    { terms: 'https://example.org' },
    { terms: { version: 1 } },
    { intents: [{ action: 'PICK', type: 'io.cozy.files' }] },
    { intents: [{ type: [1] }] },
    { routes: { '/': 'public' } },
    { routes: { '/': { public: 'yes' } } },
    { locales: { fr: 'Banques' } },
    { notifications: { low: { multiple: 'yes' } } },
    { notifications: { low: { templates: [] } } },
    { permissions: { a: { type: 'io.cozy.todos', values: 'x' } } },
    '{"name":1e999}',
    'null'
  ])('that Go can not read is malformed: %j', manifest => {
    expect(() => read(manifest)).toThrow('Application manifest is invalid or malformed')
  })

  it.each([
    { clientSide: 'yes' },
    { language: 1 },
    { on_delete_account: 1 },
    { parameters: [] },
    { terms: [] }
  ])('of a konnector that Go can not read is malformed: %j', manifest => {
    expect(() => read(manifest, 'konnectors')).toThrow('Application manifest is invalid or malformed')
    expect(() => read({ clientSide: 'yes', language: 1, parameters: [] })).not.toThrow()
  })

  it('has null for nothing, in all places', () => {
    const manifest = {
      name: null,
      terms: null,
      intents: [null],
      routes: { '/': null },
      permissions: null,
      created_at: null,
      locales: { fr: null }
    }
    expect(read(manifest)).toMatchObject({
      terms: { url: '', version: '' },
      intents: [{ action: '', type: null, href: '' }],
      routes: { '/': { folder: '', index: '', public: false } },
      permissions: {},
      locales: { fr: null }
    })
  })

  it('keeps what the stack does not know, but its own type of document', () => {
    expect(read({ _type: 'io.cozy.apps', langs: ['fr'], other: { a: 1 } })).toEqual(
      expect.objectContaining({ langs: ['fr'], other: { a: 1 } })
    )
    expect(read({ _type: 'io.cozy.apps' })).not.toHaveProperty('_type')
  })
})
