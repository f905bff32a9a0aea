import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Launcher, Profile } from './launcher.js'
import { checkSandbox } from './profiles/check-sandbox.js'
import { cmdLauncher } from './profiles/cmd.js'
import { prodLauncher } from './profiles/prod.js'
import { pooledLauncher } from './pool/pooled.js'
import { HOSTILE_JOBS, type HostileVerdict } from './testing/hostile-verdicts.js'
import { hasEnded } from './testing/is-running.js'
import { makeTestPrograms, type Run, type TestPrograms } from './testing/test-programs.js'

const JOBS = fileURLToPath(new URL('../hostile-jobs', import.meta.url))
const SECURITY = fileURLToPath(new URL('../../../SECURITY.md', import.meta.url))
const SECRET = 'a token/of some length'
/** Milliseconds: short for those that would run on, long for those that end by themselves on a machine with much to do. */
const timeLimitOf = (verdict: HostileVerdict): number =>
  verdict === 'ended at its time limit' ? 700 : 20_000
/** Milliseconds after its limit in which nothing of a job may be left. */
const GRACE = 2000

// What needs the sandbox is not counted as passed where the system does not let it work.
const sandboxWorks = await checkSandbox().then(
  () => true,
  () => false
)

let programs: TestPrograms
let elsewhere: Server

beforeAll(async () => {
  elsewhere = createServer(socket => socket.destroy()).listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
})

afterAll(() => void elsewhere.close())

beforeEach(() => {
  programs = makeTestPrograms()
})

afterEach(() => programs.remove())

const makeLauncher: Record<Profile, () => Launcher> = {
  plain: () => pooledLauncher({ size: 1 }),
  // Less than a real job gets, so that it is soon reached.
  prod: () => prodLauncher({ addressSpace: 1500 * 1024 * 1024 }),
  cmd: () => {
    const script = join(programs.folder, 'launch.sh')
    writeFileSync(script, `#!/bin/sh\nexec ${process.execPath} "$1"\n`)
    chmodSync(script, 0o755)
    return cmdLauncher(script)
  }
}

const verdictOf = ({ timedOut, messages, stderr, state }: Run): HostileVerdict | 'shown' => {
  const told = [...messages, stderr].join('\n')
  if (timedOut) return 'ended at its time limit'
  if (/credentials/.test(told))
    return /token|Buffer|YSB0/.test(told.replaceAll('***', '')) ? 'shown' : 'masked'
  if (messages.some(each => each.startsWith('refused'))) return 'refused'
  return state === 'errored' ? 'ended by a limit' : 'allowed'
}

/** The processes that carry the job's id. */
const carriers = (jobId: string): number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(jobId)
      } catch {
        return false
      }
    })
    .map(Number)

const answers = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/** Settled once nobody listens: the system closes the ports of a killed process a moment later. */
const isClosed = async (port: number): Promise<true> => {
  while (await answers(port)) await new Promise(setImmediate)
  return true
}

describe.each(['plain', 'prod', 'cmd'] as const)('the profile %s', profile => {
  const test = profile === 'prod' && !sandboxWorks ? it.skip : it
  let launcher: Launcher

  beforeEach(() => {
    launcher = profile === 'prod' && !sandboxWorks ? pooledLauncher() : makeLauncher[profile]()
  })

  afterEach(() => launcher.close())

  test.each(HOSTILE_JOBS)(
    'has for a job that $does its verdict, and nothing is left',
    async ({ name, verdicts }) => {
      const outside = join(programs.folder, 'outside')
      mkdirSync(outside)
      const kept = join(outside, 'id_ed25519')
      writeFileSync(kept, 'private')
      const timeLimit = timeLimitOf(verdicts[profile])
      const jobId = `service/0/${name}-${process.pid}-${profile}`
      const slug = `hostile${process.pid}`
      const { port } = elsewhere.address() as AddressInfo
      const run = await programs.run({
        kind: 'service',
        slug,
        source: { file: join(JOBS, `${name}.cjs`) },
        cozyUrl: 'http://cozy.localhost:8080/',
        credentials: SECRET,
        locale: 'en',
        jobId,
        timeLimit,
        fields: JSON.stringify({ file: kept, folder: outside, pid: process.pid, port }),
        launcher
      })
      const own = { ...run, messages: run.messages.filter(each => !each.startsWith('The profile')) }
      expect(verdictOf(own)).toBe(verdicts[profile])
      await Promise.all(carriers(jobId).map(hasEnded))
      expect(run.duration).toBeLessThan(timeLimit + GRACE)
      expect(readdirSync(tmpdir()).filter(each => each.startsWith(`service-${slug}`))).toEqual([])
      expect(existsSync(kept)).toBe(true)
      const left = own.messages.find(each => each.startsWith('port '))
      if (left) expect(await isClosed(Number(left.slice(5)))).toBe(true)
    }
  )
})

describe('the table of SECURITY.md', () => {
  it('says what these tests hold', () => {
    const rows = readFileSync(SECURITY, 'utf8')
      .split('\n')
      .filter(line => line.startsWith('| '))
      .map(line =>
        line
          .split('|')
          .map(cell => cell.trim())
          .slice(1, -1)
          .join(' | ')
      )
    const missing = HOSTILE_JOBS.map(({ does, verdicts: { plain, prod, cmd } }) =>
      [does, plain, prod, cmd].join(' | ')
    ).filter(row => !rows.includes(row))
    expect(missing).toEqual([])
  })

  it('has a row for each program of the folder', () => {
    const names = readdirSync(JOBS).map(file => file.replace('.cjs', ''))
    expect(HOSTILE_JOBS.map(({ name }) => name).sort()).toEqual(names.sort())
  })
})
