import { describe, expect, it } from '@jest/globals'
import type { Installed } from './api.js'
import { isMoreRecent } from './is-more-recent.js'
import { judgeUpdate, type UpdateQuestion } from './update-rules.js'

const FILES = { files: { type: 'io.cozy.files', verbs: ['GET'] } }

const app = (more: object): Installed =>
  ({
    slug: 'demo',
    version: '1.0.0',
    permissions: FILES,
    state: 'ready',
    source: '',
    ...more
  }) as unknown as Installed

const judge = (before: object, after: object, more: Partial<UpdateQuestion> = {}): string =>
  judgeUpdate({
    kind: 'apps',
    before: app(before),
    after: app({ version: '1.1.0', ...after }),
    isReleased: true,
    acked: false,
    ownFolder: false,
    context: {},
    ...more
  })

const MORE = { permissions: { files: { type: 'io.cozy.files' } } }
const TERMS = { terms: { url: 'https://example.org', version: '2' } }

describe('an update', () => {
  it.each<[string, object, object, Partial<UpdateQuestion>]>([
    ['install', {}, {}, {}],
    ['stay', {}, { version: '1.0.0' }, {}],
    ['install', {}, { version: '1.0.0' }, { isReleased: false }],
    ['wait', {}, MORE, {}],
    ['wait', {}, { permissions: {} }, {}],
    ['install', {}, { permissions: { other: FILES.files } }, {}],
    ['install', {}, MORE, { acked: true }],
    ['install', {}, MORE, { ownFolder: true }],
    ['install', {}, MORE, { context: { permissions_skip_verification: true } }],
    ['install', { slug: 'drive' }, MORE, {}],
    ['wait', { slug: 'drive' }, MORE, { kind: 'konnectors' }],
    ['install', {}, MORE, { context: { additional_platform_apps: ['demo'] } }],
    ['wait', {}, TERMS, {}],
    ['wait', TERMS, {}, {}],
    ['wait', {}, TERMS, { ownFolder: true, context: { permissions_skip_verification: true } }],
    ['install', {}, TERMS, { acked: true }],
    ['install', TERMS, TERMS, {}]
  ])('is to %s: %j to %j, %j', (verdict, before, after, more) => {
    expect(judge(before, after, more)).toBe(verdict)
  })

  it('of a konnector may add what certifies copies, and nothing besides', () => {
    const certified = { ...FILES, copies: { type: 'io.cozy.certified.carbon_copy' } }
    const kind = 'konnectors' as const
    expect(judge({}, { permissions: certified }, { kind })).toBe('install')
    expect(judge({}, { permissions: certified }, { kind: 'apps' })).toBe('wait')
    expect(judge({}, { permissions: { ...certified, b: { type: 'io.cozy.bills' } } }, { kind })).toBe('wait')
  })
})

describe('a version', () => {
  const ORDER = [
    '0.9.9',
    '1.0.0-beta.1',
    '1.0.0-beta.2',
    '1.0.0-beta.10',
    '1.0.0-dev.a',
    '1.0.0',
    '1.0.1',
    '1.10.0',
    '2'
  ]

  it('comes after those before it', () => {
    for (const [index, version] of ORDER.entries()) {
      for (const [other, after] of ORDER.entries()) expect(isMoreRecent(version, after)).toBe(other > index)
    }
  })

  it('that is none comes before each that is one', () => {
    expect([isMoreRecent('none', '1.0.0'), isMoreRecent('1.0.0', 'none')]).toEqual([true, false])
  })
})
