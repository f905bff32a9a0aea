import { describe, expect, it } from '@jest/globals'
import type { StoreError } from '../errors.js'
import { checkAttachments } from './attachments.js'

const refusal = (attachments: unknown): string => {
  try {
    return JSON.stringify(checkAttachments('one', attachments))
  } catch (error) {
    return (error as StoreError).reason
  }
}

describe('the attachments of a document', () => {
  it.each([
    [
      { a: { data: 'aGk=', content_type: 'text/plain' } },
      { a: { data: 'aGk=', content_type: 'text/plain' } }
    ],
    [{ a: { data: 'aG k=' } }, { a: { data: 'aGk=', content_type: 'application/octet-stream' } }],
    [
      { a: { data: '', digest: 'x', length: 9 } },
      { a: { data: '', content_type: 'application/octet-stream' } }
    ],
    [{ a: { stub: true, digest: 'md5-x', revpos: 1 } }, { a: { stub: true, digest: 'md5-x', revpos: 1 } }],
    [{ a: 5, b: null, _c: 'x' }, {}]
  ])('%j are taken', (attachments, taken) => {
    expect(checkAttachments('one', attachments)).toEqual(taken)
  })

  it.each([
    [{ a: {} }, 'Invalid attachment data for a'],
    [{ a: { data: 5 } }, 'Invalid attachment data for a'],
    [{ a: { data: '!!' } }, 'Invalid attachment data for a'],
    [{ a: { data: 'aGk' } }, 'Invalid attachment data for a'],
    [{ a: { data: 'aGk==' } }, 'Invalid attachment data for a'],
    [{ a: { data: 'aG-_' } }, 'Invalid attachment data for a'],
    [{ a: { data: '', content_type: 5 } }, 'Invalid content type for a'],
    [{ a: { stub: true } }, 'Invalid attachment stub in one for a'],
    [{ _a: { data: '' } }, "Attachment name '_a' starts with prohibited character '_'"],
    [[], 'Bad special document member: _attachments'],
    [null, 'Bad special document member: _attachments']
  ])('%j are refused', (attachments, why) => {
    expect(refusal(attachments)).toBe(why)
  })
})
