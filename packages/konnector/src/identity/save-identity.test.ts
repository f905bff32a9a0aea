import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestContext, type TestContext } from '../testing/test-context.js'
import { formatIdentityContact, trimProperties } from './contact.js'
import { saveIdentity } from './save-identity.js'

let test: TestContext
beforeAll(async () => {
  test = await startTestContext()
})
afterAll(() => test.close())

const stored = () => test.ctx.stack.documents.all('io.cozy.identities')

describe('saveIdentity', () => {
  it('creates one, cleaned, and adds to it', async () => {
    const given = {
      tax_informations: { a: ' 1 ' },
      contact: {
        name: { givenName: ' Camille ' },
        phone: [{ number: '06 12-34' }],
        address: '1 <b>street</b>\r\nTown'
      }
    }
    await saveIdentity(test.ctx, given, 'camille')
    await saveIdentity(test.ctx, { contact: { email: 'c@example.org' }, job: 'baker' }, 'camille')
    expect(given.contact.phone).toEqual([{ number: '06 12-34' }])
    const [doc, ...others] = await stored()
    expect(others).toEqual([])
    expect(doc).toMatchObject({
      identifier: 'camille',
      job: 'baker',
      contact: { email: [{ address: 'c@example.org' }] },
      cozyMetadata: { createdByApp: 'sample', sourceAccountIdentifier: 'camille' }
    })
  })

  it('replaces the contact alone without merging', async () => {
    await saveIdentity(test.ctx, { contact: { phone: '0612' }, job: 'other' }, 'camille', { merge: false })
    await saveIdentity(test.ctx, { name: { givenName: 'Robin' } }, 'robin', { merge: false })
    const docs = (await stored()).sort((a, b) => (String(a['identifier']) < String(b['identifier']) ? -1 : 1))
    expect(docs).toMatchObject([
      { identifier: 'camille', job: 'baker', contact: { phone: [{ number: '0612' }] } },
      {
        identifier: 'robin',
        contact: { name: { givenName: 'Robin' } },
        cozyMetadata: { createdByApp: 'sample' }
      }
    ])
    expect(docs[0]?.['contact']).not.toHaveProperty('email')
    expect(test.lines.map(({ message }) => message)).toContain(
      'passing a io.cozy.contacts object is deprecated, please pass a full identity object'
    )
  })

  it('does nothing without identity or identifier', async () => {
    const before = await stored()
    await saveIdentity(test.ctx, null, 'x')
    await saveIdentity(test.ctx, { contact: {} }, undefined)
    expect(await stored()).toEqual(before)
  })

  it('cleans and trims', () => {
    const contact = formatIdentityContact({
      phone: [{ number: '+33 (0)6.12' }],
      address: [{ formattedAddress: '1 <i>rue</i>\nParis', city: 'Paris' }]
    })
    expect(contact).toEqual({
      phone: [{ number: '+3306.12' }],
      address: [{ formattedAddress: '1 rue Paris', city: 'Paris' }]
    })
    expect(trimProperties({ a: ' x ', b: [{ c: ' y' }], d: null })).toEqual({
      a: 'x',
      b: [{ c: 'y' }],
      d: null
    })
  })
})
