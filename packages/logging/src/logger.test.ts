import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { LogRecord } from './api.js'
import { createLogger, type Logger, type LoggerOptions } from './logger.js'
import { parseLine } from './parse-line.js'

const NOW = '2024-02-28T12:04:31.000Z'

function capture(options: LoggerOptions = {}): { log: Logger; lines: string[]; records: () => LogRecord[] } {
  const lines: string[] = []
  const log = createLogger({ write: line => void lines.push(line), now: () => new Date(NOW), ...options })
  return { log, lines, records: () => lines.map(line => JSON.parse(line) as LogRecord) }
}

describe('a line', () => {
  it('is one JSON object with type, message and time', () => {
    const { log, lines } = capture()
    log.info('3 bills\nsaved', { account: 'a1' })
    expect(lines).toEqual([
      `{"type":"info","message":"3 bills\\nsaved","timestamp":"${NOW}","account":"a1"}\n`
    ])
  })

  it('has the type of its method', () => {
    const { log, records } = capture()
    log.debug('a')
    log.info('b')
    log.warning('c')
    log.warn('d')
    log.error('e')
    log.critical('f')
    expect(records().map(({ type }) => type)).toEqual([
      'debug',
      'info',
      'warning',
      'warning',
      'error',
      'critical'
    ])
  })

  it('tells the stack not to try again only when it is critical', () => {
    const { log, records } = capture()
    log.critical('LOGIN_FAILED', { noRetry: true })
    log.critical('VENDOR_DOWN')
    log.error('x', { noRetry: true, no_retry: true })
    expect(records().map(record => record.no_retry)).toEqual([true, undefined, undefined])
  })

  it('keeps type, message and time from being overwritten by fields', () => {
    const { log, records } = capture()
    log.info('m', { type: 'critical', message: 'other', timestamp: 1, no_retry: true, kept: 2 })
    expect(records()).toEqual([{ type: 'info', message: 'm', timestamp: NOW, kept: 2 }])
  })

  it('is not written below the level', () => {
    const { log, records } = capture({ level: 'warning' })
    log.debug('a')
    log.info('b')
    log.warning('c')
    log.critical('d')
    expect(records().map(({ message }) => message)).toEqual(['c', 'd'])
  })

  it('is for a person when it is asked for', () => {
    const { log, lines } = capture({ format: 'pretty' })
    log.info('hello', { n: 1 })
    expect(lines).toEqual(['12:04:31 info     hello  n=1\n'])
  })
})

describe('what is logged', () => {
  it('is of an Error its message alone, with the rest beside', () => {
    const { log, records } = capture()
    log.error(new TypeError('LOGIN_FAILED', { cause: new Error('403') }))
    expect(records()[0]).toMatchObject({
      message: 'LOGIN_FAILED',
      error: { name: 'TypeError', stack: expect.stringContaining('logger.test'), cause: { message: '403' } }
    })
  })

  it('survives circles, getters that throw and values that JSON lacks', () => {
    const { log, records } = capture()
    const circle: Record<string, unknown> = { n: 10n, f: capture, s: Symbol('x'), no: undefined, nan: NaN }
    circle['self'] = circle
    circle['list'] = [circle, new Map([['k', new Set([1])]]), Buffer.from('ab'), new Date(0)]
    Object.defineProperty(circle, 'bad', { enumerable: true, get: () => fail('no') })
    log.info('x', circle)
    expect(records()[0]).toEqual({
      type: 'info',
      message: 'x',
      timestamp: NOW,
      n: '10',
      f: '[Function: capture]',
      s: 'Symbol(x)',
      nan: 'NaN',
      self: '[Circular]',
      list: ['[Circular]', { k: [1] }, '[Buffer: 2 bytes]', '1970-01-01T00:00:00.000Z'],
      bad: '[Unreadable: no]'
    })
  })

  it('asks an object how it wants to be written', () => {
    const { log, records } = capture()
    log.info({ toJSON: () => 'hidden' })
    log.info('x', { credentials: { toJSON: () => fail('broken') } })
    expect(records().map(({ message, credentials }) => [message, credentials])).toEqual([
      ['hidden', undefined],
      ['x', '[Unreadable: broken]']
    ])
  })

  it('ends somewhere in a structure that is too deep', () => {
    const { log, lines } = capture()
    let deep: unknown = 'bottom'
    for (let level = 0; level < 5_000; level++) deep = { deep }
    log.info('x', { deep })
    expect(lines[0]).toContain('[Too deep]')
  })

  it('is a valid line whatever it is', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }),
        fc.anything(),
        (message, field) => {
          const { log, lines } = capture()
          log.warning(message, { field })
          expect(parseLine(lines[0]!)).toMatchObject({ type: 'warning', message: expect.any(String) })
          expect(lines[0]!.indexOf('\n')).toBe(lines[0]!.length - 1)
        }
      )
    )
  })
})

describe('a line that would be too long', () => {
  const longest = 64 * 1024

  it('is valid JSON under 64 KiB that says how much was cut', () => {
    const message = fc.string({
      unit: fc.constantFrom('a', '"', '\n', 'é', '€', '😀', '\u0001'),
      minLength: 30,
      maxLength: 60
    })
    fc.assert(
      fc.property(message, fc.integer({ min: 2_000, max: 6_000 }), (piece, times) => {
        const { log, lines } = capture()
        const text = piece.repeat(times)
        log.critical(text, { noRetry: true })
        expect(Buffer.byteLength(lines[0]!)).toBeLessThan(longest)
        const record = JSON.parse(lines[0]!) as LogRecord
        const [, kept = '', cut] = /^(.*)… \[(\d+) bytes cut\]$/s.exec(record.message) ?? [
          undefined,
          record.message,
          '0'
        ]
        expect(text.startsWith(kept)).toBe(true)
        expect(Buffer.byteLength(kept) + Number(cut)).toBe(Buffer.byteLength(text))
        expect(record).toMatchObject({ type: 'critical', no_retry: true })
      }),
      { numRuns: 25 }
    )
  })

  it('loses no more than it must', () => {
    const { log, lines } = capture()
    log.info('x'.repeat(100_000))
    expect(Buffer.byteLength(lines[0]!)).toBe(longest - 1)
  })

  it('gives its fields up before its message, and names them', () => {
    const { log, records } = capture()
    log.info('kept', { page: 'x'.repeat(70_000), n: 1 })
    expect(records()).toEqual([{ type: 'info', message: 'kept', timestamp: NOW, dropped: ['page', 'n'] }])
  })

  it('shows no half of a secret at the cut', () => {
    const secret = 'abcdefgh'.repeat(20)
    for (let shift = 0; shift < 160; shift += 7) {
      const { log, lines } = capture({ secrets: [secret] })
      log.info('x'.repeat(longest - 250 + shift) + secret + 'y'.repeat(1_000))
      expect(lines[0]).not.toContain('abcd')
    }
  })
})

describe('secrets', () => {
  it('are masked in the message, in fields at any depth, in names and in numbers', () => {
    const { log, lines } = capture({ secrets: ['hunter22', '4815162342'] })
    const error = new Error('at hunter22')
    log.error(error, {
      a: [{ b: 'x hunter22' }],
      hunter22: 1,
      pin: 4815162342,
      url: 'http://x/?p=hunter22&q=1'
    })
    expect(lines[0]).not.toMatch(/hunter22|4815162342/)
    expect(JSON.parse(lines[0]!)).toMatchObject({
      message: 'at ***',
      a: [{ b: 'x ***' }],
      '***': 1,
      pin: '***',
      url: 'http://x/?p=***&q=1'
    })
  })

  it('can be learnt on the way', () => {
    const { log, records } = capture({ secrets: ['first one'] })
    log.info('later')
    log.hide(['later'])
    log.info('later, first one')
    expect(records().map(({ message }) => message)).toEqual(['later', '***, ***'])
  })
})

function fail(message: string): never {
  throw new Error(message)
}
