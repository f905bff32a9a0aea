import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { parseLine } from './parse-line.js'

describe('a line of output', () => {
  it('is a record when it is a JSON object with a known type', () => {
    expect(parseLine('{"type":"critical","message":"LOGIN_FAILED","no_retry":true,"label":"x"}')).toEqual({
      type: 'critical',
      message: 'LOGIN_FAILED',
      no_retry: true,
      label: 'x'
    })
    expect(parseLine('  {"type":"info"}\r')).toEqual({ type: 'info', message: '' })
    expect(parseLine('{"type":"info","message":null,"no_retry":null}')).toMatchObject({ message: '' })
  })

  it('is a warning when it says warn', () => {
    expect(parseLine('{"type":"warn","message":"m"}')).toEqual({ type: 'warning', message: 'm' })
  })

  it.each([
    'plain text',
    '',
    '{"type":"info"',
    '"info"',
    '[{"type":"info"}]',
    'null',
    '{"message":"m"}',
    '{"type":"ok","message":"m"}',
    '{"type":1}',
    '{"type":"info","message":1}',
    '{"type":"info","message":{"a":1}}',
    '{"type":"info","no_retry":"true"}'
  ])('is none when it is: %s', line => {
    expect(parseLine(line)).toBeUndefined()
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), line => {
        const record = parseLine(line)
        if (record !== undefined) expect(typeof record.message).toBe('string')
      })
    )
  })
})
