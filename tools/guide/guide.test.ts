import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT, freePort } from '../stack-process/stack-process.mjs'
import { onPorts, readCommands, type Block } from './read-commands.js'

const place = mkdtempSync(join(tmpdir(), 'cozy-jobs-guide-'))
const clone = join(place, 'clone')
const stack = new EventEmitter<{ line: []; ended: [] }>()
const stackLines: string[] = []
let background: ChildProcess | undefined

const start = (script: string) =>
  spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: clone,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { PATH: process.env['PATH'], HOME: join(place, 'home'), NX_DAEMON: 'false' }
  })

const run = async ({ script }: Block) => {
  const child = start(script)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}

/** Settled with the line that holds the text, whether it was said already or is yet to come. */
const stackSays = (text: string) =>
  new Promise<string>((found, failed) => {
    const look = () => {
      const line = stackLines.find(line => line.includes(text))
      if (line !== undefined) found(line)
    }
    stack.on('line', look)
    stack.once('ended', () => failed(new Error(`The stack ended: ${stackLines.join('\n')}`)))
    look()
  })

const runInBackground = async ({ script }: Block) => {
  const child = start(script)
  background = child
  child.once('close', () => stack.emit('ended'))
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      stackLines.push(line)
      stack.emit('line')
    })
  }
  await stackSays('Ctrl-C')
}

const copyOfTheClone = () => {
  const kept = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 26
  })
  for (const file of kept.split('\n')) {
    if (file && existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(clone, file))
  }
  symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'))
}

describe('the guide on services', () => {
  beforeAll(copyOfTheClone)

  afterAll(async () => {
    if (background?.pid && background.exitCode === null) {
      const closed = once(background, 'close')
      process.kill(-background.pid, 'SIGTERM')
      await closed
    }
    rmSync(place, { recursive: true, force: true })
  })

  it('takes a newcomer from nothing to an installed service that runs', async () => {
    const [port, adminPort] = [await freePort(), await freePort()]
    const page = readFileSync(join(ROOT, 'docs/guide/develop-a-service.md'), 'utf8')
    const blocks = readCommands(page).map(block => ({
      ...block,
      script: onPorts(block.script, port, adminPort)
    }))
    let said = ''
    for (const block of blocks) {
      if (block.background) await runInBackground(block)
      else {
        const outcome = await run(block)
        expect({ script: block.script, ...outcome }).toMatchObject({ code: 0 })
        said += outcome.said
      }
    }
    expect(said).toContain('named Ada Lovelace')
    expect(said).toContain('nameContacts.js')
    expect(await stackSays('named Grace Hopper')).toContain('tidy-contacts/nameContacts')
  }, 180_000)
})
