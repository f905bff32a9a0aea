import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const BIN = fileURLToPath(new URL('../../bin/cozy-jobs.js', import.meta.url))

/** What a process of the command wrote, as bytes, and its exit code. */
export interface BinResult {
  code: number | null
  out: Buffer
  err: string
}

/** Runs the compiled command in a process of its own, with something on its standard input. */
export const runBin = async (
  args: readonly string[],
  {
    input = '',
    cwd = '/',
    env = {}
  }: { input?: string | Uint8Array; cwd?: string; env?: Record<string, string> } = {}
): Promise<BinResult> => {
  const child = spawn(process.execPath, [BIN, ...args], { cwd, env, stdio: 'pipe' })
  const out: Buffer[] = []
  let err = ''
  child.stdout.on('data', (part: Buffer) => out.push(part))
  child.stderr.on('data', (part: Buffer) => (err += part.toString()))
  // It may have ended without reading.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out: Buffer.concat(out), err }
}
