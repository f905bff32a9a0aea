import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { connect } from 'node:net'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

const DOCTYPE = 'io.cozy.upgrades'

let test: TestStack

beforeAll(async () => {
  test = await startTestStack()
})

afterAll(() => test.stack.close())

const WEBSOCKET = [
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='
]
const H2C = ['Upgrade: h2c', 'Connection: Upgrade, HTTP2-Settings', 'HTTP2-Settings: AAMAAABkAAQAAP__']

const head = (method: string, path: string, lines: readonly string[] = []): string =>
  [`${method} ${path} HTTP/1.1`, `Host: ${test.stack.domain}`, ...lines, '', ''].join('\r\n')

/** Sends all at once over one connection; the status lines of what comes back, once there are so many. */
const statuses = async (text: string, count: number): Promise<string[]> => {
  const socket = connect(Number(new URL(test.stack.url).port), '127.0.0.1').setEncoding('latin1')
  const closed = once(socket, 'close').then(() => [''])
  socket.write(text)
  let answer = ''
  const found = (): string[] => [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status = '']) => status)
  while (found().length < count && !socket.destroyed) {
    const read = await Promise.race([once(socket, 'data'), closed])
    answer += String(read[0])
  }
  socket.destroy()
  return found()
}

describe('requests for another protocol', () => {
  it('are answered as if they did not ask, and so are the next ones', async () => {
    const big = `${head('PROPFIND', '/notifications', [...H2C, 'Content-Length: 300000'])}${'x'.repeat(300_000)}`
    expect(await statuses(`${big}${head('GET', '/version')}${big}${head('GET', '/nowhere')}`, 4)).toEqual([
      '404',
      '200',
      '404',
      '404'
    ])
  })

  it.each([
    ['h2c', 10],
    ['h2c', 300_000],
    ['websocket', 300_000]
  ])('are answered with their body (%s, %d bytes)', async (protocol, length) => {
    const body = JSON.stringify({ label: 'x'.repeat(length) })
    const ask = [
      `Upgrade: ${protocol}`,
      'Connection: Upgrade',
      `Authorization: Bearer ${await test.cli(DOCTYPE)}`
    ]
    const whole = head('POST', `/data/${DOCTYPE}/`, [...ask, `Content-Length: ${body.length}`])
    const pieces = body.match(/[^]{1,60000}/g) ?? []
    const chunks = pieces.map(piece => `${piece.length.toString(16)}\r\n${piece}\r\n`).join('')
    const chunked = head('POST', `/data/${DOCTYPE}/`, [...ask, 'Transfer-Encoding: chunked'])
    const all = [whole, body, chunked, `${chunks}0\r\n\r\n`, head('GET', '/version')]
    expect(await statuses(all.join(''), 3)).toEqual(['201', '201', '200'])
  })

  it('may break off in the middle of their body', async () => {
    const route = `/data/${DOCTYPE}/`
    for (const length of ['Content-Length: 90000', 'Transfer-Encoding: chunked']) {
      const socket = connect(Number(new URL(test.stack.url).port), '127.0.0.1').on('error', () => undefined)
      const lines = [...H2C, `Authorization: Bearer ${await test.cli(DOCTYPE)}`, length]
      socket.write(`${head('POST', route, lines)}4000\r\n{"half`)
      expect(await statuses(head('GET', '/version'), 1)).toEqual(['200'])
      socket.resetAndDestroy()
    }
    expect(await statuses(head('GET', '/version'), 1)).toEqual(['200'])
  })

  it('leave nothing behind on their connection', async () => {
    const warned: string[] = []
    const note = ({ name }: Error): void => void warned.push(name)
    process.on('warning', note)
    const found = await statuses(head('GET', '/version', H2C).repeat(20), 20)
    process.off('warning', note)
    expect(found).toEqual(Array(20).fill('200'))
    expect(warned).toEqual([])
  })

  it('wait for the answers before them on the same connection', async () => {
    const all = [head('GET', '/version'), head('GET', '/nowhere', H2C), head('GET', '/version')]
    expect(await statuses(all.join(''), 3)).toEqual(['200', '404', '200'])
  })

  it('do so for a websocket, too', async () => {
    const all = [head('GET', '/nowhere'), head('GET', '/version'), head('GET', '/realtime/', WEBSOCKET)]
    expect(await statuses(all.join(''), 3)).toEqual(['404', '200', '101'])
    expect(await statuses([head('GET', '/version'), head('GET', '/version', WEBSOCKET)].join(''), 2)).toEqual(
      ['200', '200']
    )
  })
})
