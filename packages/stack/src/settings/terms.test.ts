import { describe, expect, it } from '@jest/globals'
import { useSettings } from './testing/use-settings.js'
import { areDue, areUnsigned, parseTerms } from './terms.js'

describe('a version of terms of service', () => {
  it.each([
    ['1.2.3-20260701', { major: 1, date: new Date('2026-07-01') }],
    ['v2.0.0-20260701', { major: 2, date: new Date('2026-07-01') }],
    ['20260701', { major: 1, date: new Date('2026-07-01') }],
    ['3.0.0', { major: 3 }],
    ['3.0', undefined],
    ['x.0.0', undefined],
    ['20261301', undefined],
    ['20260231', undefined],
    ['1.0.0-2026', undefined],
    ['', undefined],
    [undefined, undefined]
  ])('%s', (version, parsed) => {
    expect(parseTerms(version)).toEqual(parsed)
  })

  it('is to be signed where its first number is higher, and it has a date', () => {
    expect(areUnsigned('2.0.0-20260701', '1.9.9')).toBe(true)
    expect(areUnsigned('2.1.0-20260701', '2.0.0')).toBe(false)
    expect(areUnsigned('2.0.0', undefined)).toBe(false)
    expect(areUnsigned('2.0.0-20260701', undefined)).toBe(true)
  })

  it('is due from 30 days before its date', () => {
    expect(areDue('2.0.0-20260701', '1.0.0', new Date('2026-06-01'))).toBe(false)
    expect(areDue('2.0.0-20260701', '1.0.0', new Date('2026-06-02'))).toBe(true)
    expect(areDue('2.0.0-20260701', '2.0.0', new Date('2027-01-01'))).toBe(false)
  })
})

describe('terms that an owner has not signed', () => {
  const bed = useSettings({ clock: { now: () => new Date('2026-07-01T00:00:00Z') } })

  it('are warned of, until a client or the command line signs them', async () => {
    const { instances } = bed.test.stack
    await instances.update(bed.instance, { details: { tos: '1.0.0', tos_latest: '2.0.0-20260710' } })
    const warned = await bed.ask('GET', '/settings/warnings')
    expect([warned.status, warned.json]).toEqual([
      402,
      {
        errors: [
          {
            status: '402',
            title: 'TOS Updated',
            code: 'tos-updated',
            detail:
              'To comply with the GDPR, Twake Workplace has updated its Terms of Services that have taken effect on May 25, 2018',
            source: {},
            links: {}
          }
        ]
      }
    ])
    const sign = (token: string) => bed.ask('PUT', '/settings/instance/sign_tos', undefined, { token })
    expect((await sign(bed.app)).status).toBe(403)
    expect((await bed.ask('GET', '/settings/warnings')).status).toBe(402)
    expect((await sign(bed.cli)).status).toBe(204)
    expect((await bed.ask('GET', '/settings/warnings')).status).toBe(404)
    const { attributes } = (await bed.ask('GET', '/settings/instance')).json.data
    expect([attributes.tos, attributes.tos_latest]).toEqual(['2.0.0-20260710', ''])
  })
})
