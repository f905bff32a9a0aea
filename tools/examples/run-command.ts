import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { CLI } from '../stack-process/stack-process.mjs'

/** Where a command is typed. */
export interface Place {
  cwd: string
  env?: Record<string, string>
  /** Told of all that it has said to the terminal so far. */
  sees?: (text: string) => void
}

/** What a command said, and how it ended. */
export interface Said {
  code: number | null
  out: string
  err: string
}

/** Types `cozy-jobs …` in a process of its own, with nothing in its environment but what is given. */
export const runCommand = async (
  args: readonly string[],
  { cwd, env = {}, sees = () => undefined }: Place
): Promise<Said> => {
  const child = spawn(process.execPath, [CLI, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  for (const name of ['out', 'err'] as const) {
    child[name === 'out' ? 'stdout' : 'stderr'].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
      sees(said.err)
    })
  }
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...said }
}
