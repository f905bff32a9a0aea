import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { removeDeadRuns } from './dead-runs.js'
import { preloadArguments } from './preloads.js'
import { hasEnded } from './testing/is-running.js'
import { makeTestPrograms, REQUEST, type TestPrograms } from './testing/test-programs.js'

let programs: TestPrograms

beforeEach(() => {
  programs = makeTestPrograms()
})

afterEach(() => programs.remove())

const DIST = fileURLToPath(new URL('../dist/index.js', import.meta.url))
const HANGING = 'setInterval(() => {}, 1000)'

describe('what a job leaves behind', () => {
  it('is ended with it, also a process that has left its group and its output', async () => {
    const { state, messages } = await programs.service(`
      const { spawn } = require("child_process")
      for (const how of [{ stdio: "ignore" }, { stdio: "inherit" }, { stdio: "ignore", env: {} }]) {
        const child = spawn(process.execPath, ["-e", ${JSON.stringify(HANGING)}], { ...how, detached: true })
        child.unref()
        say(String(child.pid))
      }`)
    expect(state).toBe('done')
    expect(messages).toHaveLength(3)
    expect(await Promise.all(messages.map(pid => hasEnded(Number(pid))))).toEqual([true, true, true])
  })

  it('is removed, also a folder that it has closed', async () => {
    const { state, messages } = await programs.service(`
      const fs = require("fs")
      fs.mkdirSync("a/b", { recursive: true })
      fs.writeFileSync("a/b/file", "")
      fs.chmodSync("a/b", 0o500)
      fs.chmodSync("a", 0)
      say(process.cwd())`)
    expect(state).toBe('done')
    expect(existsSync(messages[0] ?? '')).toBe(false)
  })

  it('is nothing where it has removed its own folder', async () => {
    const { state } = await programs.service('require("fs").rmSync(process.cwd(), { recursive: true })')
    expect(state).toBe('done')
  })
})

describe('a process that ends while a job runs', () => {
  /** A program that runs a job which hangs, and does something with what the job says: its number and its folder. */
  const parentOf = (onRecord: string): string => {
    const service = join(programs.folder, 'service.js')
    const here = 'JSON.stringify({ type: "info", message: process.pid + " " + process.cwd() })'
    writeFileSync(service, `console.log(${here}); ${HANGING}`)
    const request = { ...REQUEST, kind: 'service', slug: 'banks', source: { file: service } }
    const parent = join(programs.folder, 'parent.mjs')
    writeFileSync(
      parent,
      `import { runJob } from ${JSON.stringify(DIST)}
       await runJob({ ...${JSON.stringify(request)}, onRecord: ({ message }) => { console.log(message); ${onRecord} } })`
    )
    return parent
  }

  it('takes the job and its folder with it', async () => {
    const { status, stdout } = spawnSync(process.execPath, [parentOf('process.exit(130)')], {
      encoding: 'utf8'
    })
    const [pid, folder = ''] = stdout.trim().split(' ')
    expect(status).toBe(130)
    expect([await hasEnded(Number(pid)), existsSync(folder)]).toEqual([true, false])
  })

  it('is followed by the job, where it was killed', async () => {
    const parent = parentOf('process.kill(process.pid, "SIGKILL")')
    const { signal, stdout } = spawnSync(process.execPath, [parent], { encoding: 'utf8' })
    const [pid, folder = ''] = stdout.trim().split(' ')
    expect([signal, existsSync(folder)]).toEqual(['SIGKILL', true])
    await hasEnded(Number(pid))
    await removeDeadRuns()
    expect(existsSync(folder)).toBe(false)
  })
})

describe('what a job gets from its parent', () => {
  it('is no open file: LevelDB opens its own in a way that children inherit', () => {
    const file = openSync(join(programs.folder, 'database'), 'w')
    const code = `
      const { fstatSync, readdirSync } = require("fs")
      const isFile = fd => { try { return fstatSync(Number(fd)).isFile() } catch { return false } }
      console.log(readdirSync("/proc/self/fd").filter(fd => fd > 2 && isFile(fd)).join())`
    // The fourth descriptor is handed on, as those are that Node itself has not opened.
    const { stdout } = spawnSync(process.execPath, [...preloadArguments(), '-e', code], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit', file]
    })
    closeSync(file)
    expect(stdout).toBe('\n')
  })
})
