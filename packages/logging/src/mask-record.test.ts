import { describe, expect, it } from '@jest/globals'
import { createMasker } from './mask/masker.js'
import { maskRecord } from './mask-record.js'

describe('a masked record', () => {
  it('shows no secret in message, fields or names, and keeps its type', () => {
    const record = {
      type: 'info',
      message: 'x hunter22',
      no_retry: true,
      deep: { list: ['hunter22'] },
      hunter22: 1
    } as const
    expect(
      maskRecord(
        { ...record, deep: { list: [...record.deep.list] } },
        createMasker(['hunter22', 'info', 'true'])
      )
    ).toEqual({
      type: 'info',
      message: 'x ***',
      no_retry: true,
      deep: { list: ['***'] },
      '***': 1
    })
  })
})
