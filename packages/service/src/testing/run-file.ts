import { spawn } from 'node:child_process'

/** What a service wrote, and how it ended. */
export interface Ended {
  /** The lines of standard output, each read as JSON. */
  lines: Record<string, unknown>[]
  stderr: string
  code: number | null
}

/** Runs a built service by plain Node, with this environment and nothing else. */
export const runFile = (file: string, env: Record<string, string>): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const texts = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text))
    child.on('error', reject).on('close', code => {
      const lines = texts.stdout.split('\n').slice(0, -1)
      resolve({
        lines: lines.map(line => JSON.parse(line) as Record<string, unknown>),
        stderr: texts.stderr,
        code
      })
    })
  })
