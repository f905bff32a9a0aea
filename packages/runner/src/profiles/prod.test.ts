import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { closeSync, mkdirSync, openSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeTestPrograms, type TestPrograms } from '../testing/test-programs.js'
import { checkSandbox } from './check-sandbox.js'
import { prodLauncher } from './prod.js'
import { productionLimits } from './production-limits.js'

const sandboxWorks = await checkSandbox().then(
  () => true,
  () => false
)
// What needs the sandbox is not counted as passed where the system does not let it work.
const inSandbox = sandboxWorks ? it : it.skip

let programs: TestPrograms

beforeEach(() => {
  programs = makeTestPrograms()
})

afterEach(() => programs.remove())

const REMARK =
  'The profile prod gives the job no COZY_LANGUAGE and no COZY_COUCH_DOC, as the launcher of production.'

describe('the limits of production', () => {
  it.each([
    ['18.20.0', 4096],
    ['20.19.0', 14_336],
    ['24.0.0', 14_336]
  ])('for Node %s are %i MiB of address space', (version, mebibytes) => {
    expect(productionLimits(version)).toEqual({
      addressSpace: mebibytes * 1024 * 1024,
      cpuTime: 1000,
      fileSize: 1024 * 1024 * 1024,
      openFiles: 128,
      processes: 512
    })
  })
})

describe('a job as in production', () => {
  inSandbox(
    'has the variables that the launcher passes on, and is told of those that it does not',
    async () => {
      const { messages } = await programs.service('say(JSON.stringify(process.env))', {
        launcher: prodLauncher(),
        doc: '{"_id":"1"}',
        jobId: 'service/0/variables',
        fields: '{"a":1}'
      })
      expect(messages[0]).toBe(REMARK)
      expect(JSON.parse(messages[1] ?? '{}')).toEqual({
        COZY_URL: 'http://cozy.localhost:8080/',
        COZY_FIELDS: '{"a":1}',
        COZY_PARAMETERS: '',
        COZY_PAYLOAD: '',
        COZY_CREDENTIALS: '***',
        COZY_LOCALE: 'en',
        COZY_JOB_ID: 'service/0/variables',
        COZY_JOB_MANUAL_EXECUTION: '',
        COZY_TIME_LIMIT: '25',
        COZY_TRIGGER_ID: '',
        HOME: '/usr/src/konnector'
      })
    }
  )

  inSandbox('has the limits, an empty input, and none of the rights of root', async () => {
    const { messages } = await programs.service(
      `const { readFileSync } = require('fs')
       say(readFileSync('/proc/self/limits', 'utf8'))
       say(readFileSync('/proc/self/status', 'utf8').match(/^CapEff:.*$/m)[0])
       say(String(readFileSync(0).length))`,
      { launcher: prodLauncher() }
    )
    const [, limits = '', rights, input] = messages
    const figure = (name: string): number =>
      Number(new RegExp(`^${name} +(\\d+) +\\1 `, 'm').exec(limits)?.[1])
    expect({
      addressSpace: figure('Max address space'),
      cpuTime: figure('Max cpu time'),
      fileSize: figure('Max file size'),
      openFiles: figure('Max open files'),
      processes: figure('Max processes')
    }).toEqual(productionLimits())
    expect([rights, input]).toEqual(['CapEff:\t0000000000000000', '0'])
  })

  inSandbox('sees its folder and the libraries, and starts at the root', async () => {
    const { messages } = await programs.service(
      `const { readdirSync } = require('fs')
       say([process.cwd(), __filename, process.argv[1], process.execArgv.length].join(' '))
       say([readdirSync('/'), readdirSync('/dev'), readdirSync('/etc'), readdirSync(__dirname)].join(' '))`,
      { launcher: prodLauncher() }
    )
    expect(messages[1]).toBe('/ /usr/src/konnector/index.js /usr/src/konnector 0')
    // Node itself is bound where it is: at home with a manager of versions.
    const [, home = 'usr'] = realpathSync(process.execPath).split('/')
    const [root, ...rest] = messages[2]!.split(' ')
    const expected = new Set(['dev', 'etc', 'lib', 'proc', 'usr', home])
    expect(new Set(root!.split(',').filter(name => name !== 'lib64'))).toEqual(expected)
    expect(rest).toEqual(['urandom', 'hosts,resolv.conf,ssl', 'index.js'])
  })

  inSandbox('reaches the stack by its name', async () => {
    const { messages } = await programs.service(
      'require("dns").lookup("cozy.localhost", (error, address) => say(error ? error.code : address))',
      { launcher: prodLauncher() }
    )
    expect(['127.0.0.1', '::1']).toContain(messages[1])
  })

  inSandbox('has none of the files open that this process has', async () => {
    // A shell's redirection is inherited; what Node opens is not.
    const { spawnSync } = await import('node:child_process')
    const file = openSync(join(programs.folder, 'database'), 'w')
    const service = join(programs.folder, 'service.js')
    writeFileSync(
      service,
      'console.log(JSON.stringify({ type: "info", message: require("fs").readdirSync("/proc/self/fd").map(fd => { try { return require("fs").readlinkSync("/proc/self/fd/" + fd) } catch { return "" } }).join(" ") }))'
    )
    const dist = new URL('../../dist/', import.meta.url).pathname
    const code = `
      const { runJob } = await import(${JSON.stringify(dist + 'index.js')})
      const { prodLauncher } = await import(${JSON.stringify(dist + 'profiles/prod.js')})
      const { cmdLauncher } = await import(${JSON.stringify(dist + 'profiles/cmd.js')})
      for (const launcher of [prodLauncher(), cmdLauncher(${JSON.stringify(join(programs.folder, 'launch.sh'))})])
        await runJob({ kind: 'service', slug: 'banks', source: { file: ${JSON.stringify(service)} }, cozyUrl: 'http://x/', credentials: 'a-token-of-some-length',
          locale: 'en', jobId: 'service/0/files-' + launcher.profile, timeLimit: 20000, fields: '', launcher, onRecord: ({ message }) => console.log(message) })`
    writeFileSync(join(programs.folder, 'launch.sh'), `#!/bin/sh\nexec ${process.execPath} "$1"\n`, {
      mode: 0o755
    })
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe', ...Array.from({ length: 20 }, () => file)]
    })
    closeSync(file)
    expect(stderr).toBe('')
    expect(stdout.trim().split('\n').length).toBe(3)
    expect(stdout).not.toContain('database')
  })

  inSandbox('of a konnector runs its entry file, its whole source beside it', async () => {
    mkdirSync(join(programs.folder, 'lib'))
    writeFileSync(join(programs.folder, 'lib', 'name.js'), 'module.exports = "beside"')
    writeFileSync(
      join(programs.folder, 'onDelete.js'),
      'console.log(JSON.stringify({ type: "info", message: require("./lib/name") + " " + process.argv[1] }))'
    )
    const { messages } = await programs.konnector('', {
      launcher: prodLauncher(),
      source: { folder: programs.folder, entry: 'onDelete.js' }
    })
    expect(messages[1]).toBe('beside /usr/src/konnector/onDelete.js')
  })

  inSandbox('that takes too much of a processor is ended', async () => {
    const { error, timedOut } = await programs.service('for (;;);', {
      launcher: prodLauncher({ cpuTime: 1 })
    })
    // 128 and the number of the signal: what a launcher tells of a program that it has started.
    expect([error, timedOut]).toEqual(['exit status 137', false])
  })
})
