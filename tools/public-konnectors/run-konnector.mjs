import { loopbackPreload } from '@cozy-jobs/env'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { startRecorder } from './start-recorder.mjs'

const redirect = createRequire(import.meta.url).resolve('./redirect-requests.cjs')

/** Milliseconds that a konnector may take until it has ended. */
const LONGEST_RUN = 15_000

/** What the old libraries send to Sentry themselves, where a konnector names one: no provider is asked. */
const SENTRY = /\/api\/\d+\/store\/$/

const lastError = lines =>
  lines
    .flatMap(line => {
      try {
        const { type, message } = JSON.parse(line)
        return type === 'critical' ? [message] : []
      } catch {
        return []
      }
    })
    .at(-1)

/** Runs one file as a stack runs it. Answers the first request to the provider, what it wrote, and how it has ended. */
export const runKonnector = async (file, { cwd, variables, port }) => {
  const recorder = await startRecorder(port)
  const child = spawn(process.execPath, ['--require', loopbackPreload(), '--require', redirect, file], {
    cwd,
    env: { PATH: process.env.PATH, ...variables, FIRST_REQUEST_RECORDER: recorder.url },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let out = ''
  let failed = ''
  child.stdout.setEncoding('utf8').on('data', text => (out += text))
  child.stderr.setEncoding('utf8').on('data', text => (failed += text))
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_RUN)
  const [code] = await once(child, 'close')
  clearTimeout(timer)
  await recorder.close()
  const said = failed.split('\n').find(line => /Error/.test(line))
  return {
    first: recorder.requests.find(({ url }) => !SENTRY.test(url)),
    error: lastError(out.split('\n')) ?? (code === 0 ? undefined : said),
    lines: out.split('\n'),
    code
  }
}
