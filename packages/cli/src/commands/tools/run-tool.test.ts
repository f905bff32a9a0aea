import { describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url))

const cozyJobs = async (...args: string[]) => {
  const child = spawn(process.execPath, [`${ROOT}packages/cli/bin/cozy-jobs.js`, ...args], { cwd: ROOT })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}

describe('the tools of the workspace', () => {
  it('run the tests of a job with the Jest that is installed', async () => {
    const { code, said } = await cozyJobs('test', 'apps/hello-konnector')
    expect(said).toMatch(/Tests: +\d+ passed/)
    expect(code).toBe(0)
  }, 60_000)

  it('check its sources with the ESLint that is installed', async () => {
    expect(await cozyJobs('lint', 'apps/hello-konnector')).toEqual({ code: 0, said: '' })
  }, 60_000)
})
