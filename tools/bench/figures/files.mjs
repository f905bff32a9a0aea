import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { startStackProcess } from '../../stack-process/stack-process.mjs'
import { bareEnvironment } from '../run-node.mjs'

const MEBIBYTE = 1024 * 1024
const SMALL = 32 * MEBIBYTE
const LARGE = 2048 * MEBIBYTE
const TIMES = 7

const ROOT = 'io.cozy.files.root-dir'

/** Resident memory of a process in MB, as Linux counts it. */
const residentOf = pid =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** One request whose body is a buffer or a stream; its answer is counted and, where it is JSON, read. */
const send = (stack, token, agent, method, path, { body, length } = {}) =>
  new Promise((done, failed) => {
    const headers = {
      host: stack.domain,
      authorization: `Bearer ${token}`,
      ...(length && { 'content-length': length })
    }
    const sent = request({ host: '127.0.0.1', port: stack.port, method, path, agent, headers }, answer => {
      const isJson = /json/.test(answer.headers['content-type'] ?? '')
      let size = 0
      let text = ''
      answer.on('data', chunk => {
        size += chunk.length
        if (isJson) text += chunk
      })
      answer.on('error', failed)
      answer.on('end', () => {
        if (answer.statusCode >= 400)
          failed(new Error(`${method} ${path} was answered ${answer.statusCode}: ${text}`))
        else done({ size, json: isJson ? JSON.parse(text) : undefined })
      })
    })
    sent.on('error', failed)
    if (body instanceof Readable) body.pipe(sent)
    else sent.end(body)
  })

const pieces = function* (size, piece) {
  for (let sent = 0; sent < size; sent += piece.length) yield piece
}

/** The most that a process grows while `work` is under way, in MB. */
const growthDuring = async (pid, work) => {
  const idle = residentOf(pid)
  let most = idle
  const watch = setInterval(() => (most = Math.max(most, residentOf(pid))), 50)
  await work()
  clearInterval(watch)
  return Math.round(most - idle)
}

/** Files over HTTP, on disk: how fast 32 MB go up and down, and what 2 GB take of memory. The best of several. */
export const files = {
  name: 'files',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'cozy-jobs-bench-'))
    const stack = await startStackProcess({ args: ['--data', folder], env: bareEnvironment() })
    const agent = new Agent({ keepAlive: true })
    const token = await stack.token('cli', 'io.cozy.files')
    const body = randomBytes(SMALL)
    const speeds = { up: 0, down: 0 }
    for (let i = 0; i < TIMES; i++) {
      let start = performance.now()
      const path = `/files/${ROOT}?Type=file&Name=${i}`
      const { json } = await send(stack, token, agent, 'POST', path, { body, length: SMALL })
      speeds.up = Math.max(speeds.up, SMALL / MEBIBYTE / ((performance.now() - start) / 1000))
      start = performance.now()
      await send(stack, token, agent, 'GET', `/files/download/${json.data.id}`)
      speeds.down = Math.max(speeds.down, SMALL / MEBIBYTE / ((performance.now() - start) / 1000))
    }
    agent.destroy()
    await stack.stop()
    const fresh = await startStackProcess({ args: ['--data', folder], env: bareEnvironment() })
    const other = await fresh.token('cli', 'io.cozy.files')
    await send(fresh, other, undefined, 'GET', `/files/${ROOT}`)
    let id
    const up = await growthDuring(fresh.child.pid, async () => {
      const content = Readable.from(pieces(LARGE, randomBytes(MEBIBYTE)))
      const path = `/files/${ROOT}?Type=file&Name=large`
      const answer = await send(fresh, other, undefined, 'POST', path, { body: content, length: LARGE })
      id = answer.json.data.id
    })
    const down = await growthDuring(fresh.child.pid, () =>
      send(fresh, other, undefined, 'GET', `/files/download/${id}`)
    )
    await fresh.stop()
    rmSync(folder, { recursive: true, force: true })
    return [
      { figure: 'file of 32 MB up', value: Math.round(speeds.up), unit: 'MB/s', target: '≥ 300' },
      { figure: 'file of 32 MB down', value: Math.round(speeds.down), unit: 'MB/s', target: '≥ 400' },
      { figure: 'memory above idle while 2 GB go up', value: up, unit: 'MB', target: '≤ 60' },
      { figure: 'memory above idle while 2 GB come down', value: down, unit: 'MB', target: '≤ 60' }
    ]
  }
}
