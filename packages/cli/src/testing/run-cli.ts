import { main } from '../main.js'
import type { Environment } from '../context.js'
import type { Command } from '../registry/command.js'
import { createTerminal } from '../terminal/terminal.js'

/** What a command line printed, and its exit code. */
export interface CliResult {
  code: number
  out: string
  err: string
}

/** Where and how a command line runs. */
export interface CliSetting {
  cwd?: string
  env?: Environment
  signal?: AbortSignal
  only?: Command
  /** Of the terminal. */
  columns?: number
}

/** Runs one command line in this process, without colours. Bytes of a file come as latin1: each is one character. */
export async function runCli(line: string | readonly string[], setting: CliSetting = {}): Promise<CliResult> {
  const { cwd = '/', env = {}, signal = new AbortController().signal, only, columns = 80 } = setting
  const texts = { out: '', err: '' }
  const stream = (name: 'out' | 'err') => ({
    columns,
    write: (text: string | Uint8Array, written?: () => void) => {
      texts[name] += typeof text === 'string' ? text : Buffer.from(text).toString('latin1')
      written?.()
    }
  })
  const argv = typeof line === 'string' ? line.split(' ').filter(Boolean) : line
  const context = { terminal: createTerminal(stream('out'), stream('err'), false), cwd, env, signal }
  const code = await main(argv, context, only)
  return { code, ...texts }
}
