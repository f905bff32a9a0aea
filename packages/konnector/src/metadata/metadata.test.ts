import { describe, expect, it } from '@jest/globals'
import { getCozyMetadata } from './cozy-metadata.js'
import { getQualification } from './qualification.js'

const NOW = new Date('2026-03-01T00:00:00Z')
const OWN = { slug: 'sample', version: '2.0.0' }

describe('cozyMetadata', () => {
  it('say who has made a document, and when', () => {
    expect(getCozyMetadata(OWN, { sourceAccount: 'a1' }, NOW)).toEqual({
      doctypeVersion: 1,
      metadataVersion: 1,
      createdAt: NOW,
      createdByApp: 'sample',
      createdByAppVersion: '2.0.0',
      updatedAt: NOW,
      updatedByApps: [{ slug: 'sample', date: NOW, version: '2.0.0' }],
      sourceAccount: 'a1'
    })
  })

  it('keep what is there, but for the own line, and leave the given ones alone', () => {
    const other = { slug: 'other', date: NOW, version: '1' }
    const present = { createdByApp: 'other', updatedByApps: [{ slug: 'sample', version: '1.0.0' }, other] }
    const before = structuredClone(present)
    expect(getCozyMetadata(OWN, present, NOW)).toMatchObject({
      createdByApp: 'other',
      updatedByApps: [{ slug: 'sample', date: NOW, version: '2.0.0' }, other]
    })
    expect(present).toEqual(before)
    expect(getCozyMetadata(OWN, { updatedByApps: [other] }, NOW).updatedByApps).toHaveLength(2)
  })
})

describe('qualifications', () => {
  it('are those of cozy-client', async () => {
    expect(await getQualification('telecom_invoice')).toMatchObject({
      label: 'telecom_invoice',
      purpose: 'invoice',
      sourceCategory: 'telecom'
    })
  })

  it('of an unknown label are refused', async () => {
    await expect(getQualification('nothing')).rejects.toThrow('there is no label "nothing"')
  })
})
