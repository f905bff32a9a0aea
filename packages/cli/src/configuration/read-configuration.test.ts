import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Environment } from '../context.js'
import { EXAMPLE } from './example.js'
import { DEFAULTS, readConfiguration, type Typed } from './read-configuration.js'
import { SETTINGS } from './settings/table.js'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'configuration-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

const put = (name: string, text: string): string => {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

const read = (text: string, { typed = {}, env = {} }: { typed?: Typed; env?: Environment } = {}) =>
  readConfiguration(typed, { cwd: folder, env }, put('cozy.yaml', text))

/** The messages of a refusal, one by one, without the folder of the test. */
const refusals = (reading: Promise<unknown>): Promise<string[]> =>
  reading.then(
    () => [],
    (error: Error) => error.message.replaceAll(`${folder}/`, '').split('\n')
  )

describe('a configuration', () => {
  it('is the defaults where nobody says anything', async () => {
    const context = { cwd: folder, env: {} }
    expect(await readConfiguration({}, context)).toEqual({ configuration: DEFAULTS, files: [], remarks: [] })
  })

  it('has an example that is exactly the defaults, and names every setting', async () => {
    const { configuration, remarks } = await read(EXAMPLE)
    expect({ configuration, remarks }).toEqual({ configuration: DEFAULTS, remarks: [] })
    const names = Object.values(SETTINGS).flatMap(({ path }) => path.split('.'))
    expect(names.filter(name => !new RegExp(`^\\s*(?:# )?${name}:`, 'm').test(EXAMPLE))).toEqual([])
  })

  it('has an example that is right in what it only shows, too', async () => {
    const shown = EXAMPLE.replace(/^(\s*)# (?=[a-z][\w-]*:|\s|- )/gm, '$1').replace(/^# .*$/gm, '')
    const { configuration, remarks } = await read(shown, {
      env: { COUCHDB_USER: 'a', COUCHDB_PASSWORD: 'b' }
    })
    expect(remarks).toEqual([])
    expect(configuration).toMatchObject({
      couchdb: 'http://a:b@localhost:5984/',
      files: { folder: '/home/me/.cozy/storage' },
      launcher: '/home/me/.cozy/scripts/konnector-node-run.sh',
      stack: {
        contexts: { dev: { permissions_skip_verification: true } },
        jobs: { workers: { service: { maxExecCount: 2, timeout: 300_000 }, sendmail: { concurrency: 0 } } },
        cspAllowlist: { img: 'https://images.example.org/' },
        cspAllowlistByContext: { dev: { script: 'https://scripts.example.org/' } }
      }
    })
  })

  it('takes what a cozy.yaml says', async () => {
    const { configuration } = await read(`
port: '8081'
subdomains: flat
admin: { host: 127.0.0.1, port: 6061 }
fs:
  url: file://localhost/var/lib/cozy%20files
  versioning: { max_number_of_versions_to_keep: 3, min_delay_between_two_versions: 1m30s }
jobs:
  allowlist: true
  workers: { service: { concurrency: 1, timeout: 20s }, push: false, zip: true }
  defaultDurationToKeep: 36h
registries:
  beta: [https://beta.example.org/]
  default: [https://a.example.org/, https://b.example.org/]
disable_csp: true
log: { level: warning }
`)
    expect(configuration).toMatchObject({
      port: 8081,
      adminPort: 6061,
      files: { folder: '/var/lib/cozy files' },
      logLevel: 'warning',
      stack: {
        subdomains: 'flat',
        disableCsp: true,
        versioning: { maxNumberOfVersionsToKeep: 3, minDelayBetweenTwoVersions: 90_000 },
        jobs: {
          allowlist: true,
          workers: { service: { concurrency: 1, timeout: 20_000 }, push: { concurrency: 0 }, zip: {} },
          defaultDurationToKeep: '36h'
        }
      }
    })
    expect(configuration.stack.registries).toEqual({
      default: ['https://a.example.org/', 'https://b.example.org/'],
      beta: ['https://beta.example.org/', 'https://a.example.org/', 'https://b.example.org/']
    })
  })

  it.each([
    ['registries: [https://a.example.org/]', { registries: { default: ['https://a.example.org/'] } }],
    ['jobs: { workers: none }', { jobs: { allowlist: true, workers: {} } }],
    ['jobs: { workers: false }', { jobs: { allowlist: true, workers: {} } }],
    ['{ "subdomains": "flat" }', { subdomains: 'flat' }],
    ['Subdomains: flat', { subdomains: 'flat' }],
    ['x: &all { img: https://a/ }\ncsp_allowlist: { <<: *all }', { cspAllowlist: { img: 'https://a/' } }],
    ['', {}],
    ['port:\nadmin:\ncontexts:', {}]
  ])('reads %j', async (text, stack) => {
    expect((await read(text)).configuration.stack).toMatchObject(stack)
  })

  it.each([
    ['mem://', 'memory'],
    ['/var/lib/cozy', { folder: '/var/lib/cozy' }],
    ['file:///var/lib/cozy', { folder: '/var/lib/cozy' }]
  ])('keeps files at %s', async (url, files) => {
    expect((await read(`fs: { url: "${url}" }`)).configuration.files).toEqual(files)
  })

  it('gives contexts whole, their names in small letters as the real stack does, and says so', async () => {
    const { configuration, remarks } = await read(
      'contexts: { Beta: { helpLink: X, features: [Hide, { Deep: { A: 1 } }], debug: false }, empty: }'
    )
    expect(configuration.stack.contexts).toEqual({
      beta: { helplink: 'X', features: ['Hide', { deep: { a: 1 } }], debug: false },
      empty: {}
    })
    expect(remarks).toEqual([
      'The real stack reads names in small letters, and so does this one: apps get contexts.beta, contexts.beta.helplink, contexts.beta.features.deep, contexts.beta.features.deep.a.'
    ])
  })

  it('fills in variables of the environment', async () => {
    const env = { MY_PORT: '8099', SECRET: 's' }
    const { configuration } = await read(
      'port: {{.Env.MY_PORT}}\ncouchdb: { url: "http://a:{{.Env.SECRET}}@c/" }',
      { env }
    )
    expect(configuration).toMatchObject({ port: 8099, couchdb: 'http://a:s@c/' })
  })

  it('lets flags win over the environment, and that over the file', async () => {
    const text = 'port: 1\nadmin: { port: 1 }\nfs: { url: mem:// }\nlog: { level: info }'
    const env = {
      COZY_PORT: '2',
      COZY_ADMIN_PORT: '2',
      COZY_FS_URL: 'file:///two',
      COZY_LOG_LEVEL: '',
      COZY_REGISTRIES: 'https://a.example.org/ https://b.example.org/',
      COZY_FS_VERSIONING_MAX_NUMBER_OF_VERSIONS_TO_KEEP: '2'
    }
    const { configuration } = await read(text, { env, typed: { port: 0, 'disable-csp': false } })
    expect(configuration).toMatchObject({
      port: 0,
      adminPort: 2,
      files: { folder: '/two' },
      logLevel: 'info',
      stack: {
        registries: { default: ['https://a.example.org/', 'https://b.example.org/'] },
        versioning: { maxNumberOfVersionsToKeep: 2 }
      }
    })
  })
})

describe('what a configuration has besides', () => {
  it('is ignored and named, with what was meant', async () => {
    const { remarks } = await read(
      'mail: { host: x }\nredis:\nprot: 1\nadmin: { prt: 2 }\njobs: { workers: { konector: false } }\nwhatever: 1'
    )
    expect(remarks.map(remark => remark.replaceAll(`${folder}/`, ''))).toEqual([
      'Ignored in cozy.yaml: mail.host, redis, prot (did you mean "port"?), admin.prt (did you mean "port"?), whatever.',
      'Nobody knows the worker "konector" (cozy.yaml:5:20). Did you mean "konnector"?'
    ])
  })
})

describe('wrong values', () => {
  it('are all told at once, with file, line and column', async () => {
    const text = `host: 0.0.0.0
port: abc
subdomains: falt
admin: { host: example.org, port: 70000 }
fs:
  url: swift://openstack/?Password=a-secret
  versioning: { min_delay_between_two_versions: 15 }
couchdb:
  url: a-secret
jobs:
  allowlist: maybe
  workers:
    service: { timout: 3s, timeout: 3 s, max_exec_count: 0 }
    konnector: 3
contexts: { dev: 1 }
registries: { default: [nowhere] }
log: { level: {} }
`
    expect(await refusals(read(text))).toEqual([
      'Failed to read host (cozy.yaml:1:7): expected localhost, for this stack listens on this machine alone, got "0.0.0.0". Write localhost, or start it with --host localhost.',
      'Failed to read port (cozy.yaml:2:7): expected a port from 0 to 65535, got "abc". Write a number, 0 for any free one.',
      'Failed to read subdomains (cozy.yaml:3:13): expected nested or flat, got "falt". Did you mean "flat"?',
      'Failed to read admin.host (cozy.yaml:4:16): expected localhost, for this stack listens on this machine alone, got "example.org". Write localhost, or start it with --admin-host localhost.',
      'Failed to read admin.port (cozy.yaml:4:35): expected a port from 0 to 65535, got 70000. Write a number, 0 for any free one.',
      'Failed to read fs.url (cozy.yaml:6:8): this stack keeps no files by swift://. Write file:///home/me/cozy-files, or mem:// to keep nothing.',
      'Failed to read fs.versioning.min_delay_between_two_versions (cozy.yaml:7:49): expected a duration, got 15. Write numbers with their units, such as 30s or 1h30m.',
      'Failed to read couchdb.url (cozy.yaml:9:8): it is no URL of HTTP. Write one such as http://user:password@localhost:5984/.',
      'Failed to read jobs.workers.service.timout (cozy.yaml:13:24): a worker has no such setting. Did you mean "timeout"?',
      'Failed to read jobs.workers.service.timeout (cozy.yaml:13:37): expected a duration, got "3 s". Write numbers with their units, such as 30s or 1h30m.',
      'Failed to read jobs.workers.service.max_exec_count (cozy.yaml:13:58): expected a number of executions from 1 to 100, got 0. Write one such as 2.',
      'Failed to read jobs.workers.konnector (cozy.yaml:14:16): expected a map or false, got 3. Write concurrency, max_exec_count, timeout.',
      'Failed to read jobs.allowlist (cozy.yaml:11:14): expected true or false, got "maybe". Write one of them.',
      'Failed to read contexts.dev (cozy.yaml:15:18): expected a map, got 1. Write what the context sets, by name.',
      'Failed to read registries.default (cozy.yaml:16:25): expected the URL of a registry, got "nowhere". Write one such as https://apps-registry.example.org/.',
      'Failed to read log.level (cozy.yaml:17:15): expected debug or info or warning or error or panic or fatal, got a map. Write one of them.'
    ])
  })

  it('never repeat what the environment has filled in', async () => {
    const [message] = await refusals(read('port: {{.Env.SECRET}}', { env: { SECRET: 'a-secret' } }))
    expect(message).toBe(
      'Failed to read port (cozy.yaml:1:7): expected a port from 0 to 65535, got something else. Write a number, 0 for any free one.'
    )
  })

  it('name a variable or a flag where they come from there', async () => {
    const context = { cwd: folder, env: { COZY_ADMIN_PORT: 'x' } }
    expect(await refusals(readConfiguration({ host: 'example.org' }, context))).toEqual([
      expect.stringMatching(/^Failed to read host \(--host\): /),
      expect.stringMatching(/^Failed to read admin\.port \(COZY_ADMIN_PORT\): /)
    ])
  })
})

describe('a file', () => {
  it.each([
    ['a: b: c', 'cozy.yaml:1:4: Nested mappings are not allowed in compact mappings'],
    ['port: 1\n\nport: 2', 'cozy.yaml:3:1: Map keys must be unique'],
    ['a: {{.Env.X}} {{.Nope}}', 'cozy.yaml:1:15: in {{.Nope}}, nobody knows .Nope'],
    ['a: {{.Env.SECRET}}\nb: [', 'cozy.yaml:2:'],
    ['[1]', 'cozy.yaml:1:1: it holds no names with values'],
    ['a: &a [*a]', 'cozy.yaml:1:8: what is meant there holds itself']
  ])('that reads %j is refused, with line and column', async (text, begins) => {
    const [message] = await refusals(read(text, { env: { SECRET: '"a secret\n on two lines"' } }))
    expect(message).toMatch(/^Failed to read the configuration /)
    expect(message).toContain(begins)
    expect(message).not.toContain('a secret')
  })

  it('whose aliases stand for millions of values is refused', async () => {
    const lines = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]`)
    expect(await refusals(read(`a0: &a0 x\n${lines.join('\n')}`))).toEqual([
      expect.stringContaining('it stands for too many values')
    ])
  })

  it('that was asked for must be there', async () => {
    const reading = readConfiguration({}, { cwd: folder, env: {} }, 'no.yaml')
    expect(await refusals(reading)).toEqual([
      'Failed to read the configuration no.yaml: it is not there. Correct the path, or make one with "cozy-jobs stack --print-config > no.yaml".'
    ])
    expect(await refusals(readConfiguration({}, { cwd: '/', env: {} }, folder))).toEqual([
      `Failed to read the configuration ${folder}: it is a folder. Give a file that this user may read.`
    ])
  })

  it('is looked for where the real stack does', async () => {
    const env = { HOME: join(folder, 'home'), XDG_CONFIG_HOME: join(folder, 'xdg') }
    const found = async () => (await readConfiguration({}, { cwd: join(folder, 'here'), env })).files
    const inTurn = [
      'xdg/cozy/cozy.yml',
      'home/.config/cozy/cozy.yml',
      'home/.cozy/cozy.yml',
      'home/.cozy/cozy.yaml',
      'here/.cozy/cozy.yaml',
      'here/cozy.yaml',
      'home/.cozy/cozy.json'
    ]
    for (const name of inTurn) {
      const file = put(name, '{}')
      expect(await found()).toEqual([file])
    }
  })

  it('has one beside it that is laid over it', async () => {
    put('.cozy/cozy.yml', 'port: 1\nadmin: { port: 1 }\ncontexts: { a: { x: 1, y: [1] } }')
    put('.cozy/cozy.yml.local', 'admin: { port: 2 }\ncontexts: { a: { y: [2] }, b: { z: 1 } }')
    const { configuration, files } = await readConfiguration({}, { cwd: folder, env: {} })
    expect(files).toEqual([join(folder, '.cozy/cozy.yml'), join(folder, '.cozy/cozy.yml.local')])
    expect(configuration).toMatchObject({
      port: 1,
      adminPort: 2,
      stack: { contexts: { a: { x: 1, y: [2] }, b: { z: 1 } } }
    })
  })
})
