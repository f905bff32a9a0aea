import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { connect } from 'node:net'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

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
  socket.write(text)
  let answer = ''
  const found = (): string[] => [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status = '']) => status)
  while (found().length < count && !socket.destroyed) {
    const read = await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => [''])])
    answer += String(read[0])
  }
  socket.destroy()
  return found()
}

describe('requests for another protocol', () => {
  it('are answered as if they did not ask, and so are the next ones', async () => {
    const big = `${head('PROPFIND', '/notifications', [...H2C, 'Content-Length: 300000'])}${'x'.repeat(300_000)}`
    expect(await statuses(`${big}${head('GET', '/version')}${big}${head('GET', '/nowhere')}`, 4)).toEqual([
      '405',
      '200',
      '405',
      '404'
    ])
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
