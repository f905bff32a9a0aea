import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const PATH = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url))

/** The real programs, as they are started: compiled. */
export const PROGRAMS = {
  generator: PATH('generators/generator-cozy/bin/generator-cozy.js'),
  jobs: PATH('packages/cli/bin/cozy-jobs.js'),
  yo: PATH('node_modules/yo/lib/cli.js'),
  nx: PATH('node_modules/nx/dist/bin/nx.js')
} as const

/** The `node_modules` of this repository, to which a generated project may be linked. */
export const NODE_MODULES = PATH('node_modules')
export const LOCK = PATH('package-lock.json')

/** Runs one of them in a folder, with no terminal, to its end. */
export const runProgram = async (
  program: keyof typeof PROGRAMS,
  cwd: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {}
): Promise<{ code: number | null; said: string; complaint: string }> => {
  const child = spawn(process.execPath, [PROGRAMS[program], ...words], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, NX_DAEMON: 'false', GIT_CONFIG_GLOBAL: '/dev/null', ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let said = ''
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said, complaint: complaint.trim() }
}
