import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeDeadRuns } from './dead-runs.js'
import { ownerTag } from './owner.js'
import { hasEnded, isRunning } from './testing/is-running.js'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dead-runs-test-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const HANGING = ['-e', 'console.log("here"); setInterval(() => {}, 1000)']

const makeRun = (name: string): string => {
  const path = join(folder, name)
  mkdirSync(path)
  return path
}

/** A process as a job's: in a folder, in a group of its own. */
const startIn = async (cwd: string, env: Record<string, string>): Promise<number> => {
  const child = spawn(process.execPath, HANGING, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true
  })
  await once(child.stdout, 'data')
  return child.pid as number
}

/** The tag of a process that has ended. */
const deadTag = async (): Promise<string> => {
  const child = spawn(process.execPath, HANGING, { stdio: ['ignore', 'pipe', 'ignore'] })
  await once(child.stdout, 'data')
  const tag = ownerTag(child.pid as number)
  child.kill('SIGKILL')
  await once(child, 'close')
  return tag
}

describe('the runs of a stack that was killed', () => {
  it('are ended and removed', async () => {
    const run = makeRun(`service-banks-${await deadTag()}-AbCdEf`)
    const pid = await startIn(run, { COZY_JOB_ID: 'service/0/1' })
    await removeDeadRuns(folder)
    expect(existsSync(run)).toBe(false)
    expect(await hasEnded(pid)).toBe(true)
  })

  it('do not take with them a process that is no job, though it is in the folder', async () => {
    const run = makeRun(`konnector-demo-${await deadTag()}-AbCdEf`)
    const shell = await startIn(run, { SHELL: '/bin/sh' })
    await removeDeadRuns(folder)
    const survived = await isRunning(shell)
    process.kill(shell, 'SIGKILL')
    expect(survived).toBe(true)
  })

  it('are told from those of a stack that lives, and from what is none', async () => {
    const others = [
      `service-banks-${ownerTag(process.pid)}-AbCdEf`,
      'service-banks-AbCdEf',
      `service-banks-${(await deadTag()).replace(/[a-z0-9]+$/, 'elsewhere')}-AbCdEf`,
      'my-service-1.2.3-AbCdEf'
    ].map(makeRun)
    await removeDeadRuns(folder)
    expect(others.filter(path => !existsSync(path))).toEqual([])
  })

  it('are told from those of a living process that was given the same number', async () => {
    const [, ...rest] = (await deadTag()).split('.')
    const run = makeRun(`service-banks-${[process.pid, ...rest].join('.')}-AbCdEf`)
    await removeDeadRuns(folder)
    expect(existsSync(run)).toBe(false)
  })
})
