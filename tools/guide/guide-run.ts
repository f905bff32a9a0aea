import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT, freePort } from '../stack-process/stack-process.mjs'
import { onPorts, readCommands, type Block } from './read-commands.js'

const copyOfTheClone = (clone: string) => {
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

/** The blocks of a page of the guide, on free ports. */
export const blocksOf = async (page: string): Promise<Block[]> => {
  const [port, adminPort] = [(await freePort()) as number, (await freePort()) as number]
  return readCommands(readFileSync(join(ROOT, 'docs/guide', page), 'utf8')).map(block => ({
    ...block,
    script: onPorts(block.script, port, adminPort)
  }))
}

/** A person who types what a page says, in a copy of the clone and with a home of their own. */
export const createGuideRun = () => {
  const place = mkdtempSync(join(tmpdir(), 'cozy-jobs-guide-'))
  const [clone, home] = [join(place, 'clone'), join(place, 'home')]
  let stack = new EventEmitter<{ line: []; ended: [] }>()
  let stackLines: string[] = []
  let background: ChildProcess | undefined
  copyOfTheClone(clone)

  const start = (script: string) =>
    spawn('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: clone,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      env: { PATH: process.env['PATH'], HOME: home, NX_DAEMON: 'false' }
    })

  /** Settled with the line that holds the text, whether it was said already or is yet to come. */
  const stackSays = (text: string) =>
    new Promise<string>((found, failed) => {
      const lines = stackLines
      const look = () => {
        const line = lines.find(line => line.includes(text))
        if (line !== undefined) found(line)
      }
      stack.on('line', look)
      stack.once('ended', () => failed(new Error(`The stack ended: ${lines.join('\n')}`)))
      look()
    })

  const stopStack = async () => {
    if (!background?.pid || background.exitCode !== null || background.signalCode !== null) return
    const closed = once(background, 'close')
    process.kill(-background.pid, 'SIGTERM')
    await closed
  }

  return {
    home,
    stackSays,
    stopStack,
    /** Runs a block; one for the background until the stack says how to stop it. */
    run: async ({ script, background: goesOn }: Block) => {
      // The page has the reader stop the last one first.
      if (goesOn) await stopStack()
      const child = start(script)
      if (goesOn) {
        background = child
        const [own, lines] = [new EventEmitter<{ line: []; ended: [] }>(), [] as string[]]
        stack = own
        stackLines = lines
        child.once('close', () => own.emit('ended'))
        for (const stream of [child.stdout, child.stderr]) {
          createInterface({ input: stream }).on('line', line => {
            lines.push(line)
            own.emit('line')
          })
        }
        await stackSays('Ctrl-C')
        return { code: 0, said: '' }
      }
      let said = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
      const [code] = (await once(child, 'close')) as [number]
      return { code, said }
    },
    end: async () => {
      await stopStack()
      rmSync(place, { recursive: true, force: true })
    }
  }
}
