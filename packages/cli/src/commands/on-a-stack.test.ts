import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import { OLD_NAMES } from './old-names/command.js'
import { runCli } from '../testing/run-cli.js'
import { folderOf, sampleJob } from '../testing/sample-job.js'

let stack: RunningStack
let folder: string

beforeAll(async () => {
  stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
  folder = sampleJob()
})

afterAll(() => stack.close())

const target = () => ['--domain', stack.domain, '--admin-port', new URL(stack.adminUrl).port]
const cli = (line: string, env = {}) => runCli([...line.split(' '), ...target()], { cwd: folder, env })
const shown = (text: string) =>
  text
    .replaceAll(stack.domain, 'HOST')
    .replaceAll(folder, 'FOLDER')
    .replace(/1\.0\.0-\w+/g, '1.0.0')

describe('token', () => {
  it('prints the token alone', async () => {
    const { code, out, err } = await cli('token cli io.cozy.todos')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
  })

  it('names the instances that there are where the domain is none of them', async () => {
    const { port } = new URL(stack.adminUrl)
    expect(await runCli(`token app todos --domain nope.localhost:1 --admin-port ${port}`)).toEqual({
      code: 1,
      out: '',
      err: `Failed to get a token: the stack has no instance nope.localhost:1. It has: ${stack.domain}. Give --domain, or the --admin-port of another stack.\n`
    })
  })
})

describe('apps', () => {
  it('installs from a folder, lists, shows, updates and uninstalls', async () => {
    expect((await cli('apps ls')).out).toBe(
      'No apps installed. "cozy-jobs apps install SLUG build" installs one.\n'
    )
    const installed = await cli('apps install todos build')
    expect({ ...installed, out: shown(installed.out) }).toMatchInlineSnapshot(`
     {
       "code": 0,
       "err": "todos: installing
     todos: ready
     ",
       "out": "Installed todos 1.0.0 at http://todos.HOST/
       from file://FOLDER/build

     Services
       onTodo  @event io.cozy.todos:CREATED:true:ready
       fails   started by the app, or by another service
     ",
     }
    `)
    expect(shown((await cli('apps ls')).out)).toMatchInlineSnapshot(`
     "slug   version           state  source
     todos  1.0.0  ready  file://FOLDER/build
     "
    `)
    expect(shown((await cli('apps show todos')).out)).toMatchInlineSnapshot(`
     "todos 1.0.0 at http://todos.HOST/
       from file://FOLDER/build

     Services
       onTodo  @event io.cozy.todos:CREATED:true:ready
       fails   started by the app, or by another service

     Permissions
       io.cozy.todos  GET, POST
     "
    `)
    expect(JSON.parse((await cli('apps show todos --json')).out)).toMatchObject({
      slug: 'todos',
      state: 'ready'
    })
    expect(JSON.parse((await cli('apps ls --json')).out)).toHaveLength(1)
    expect((await cli('apps install todos build')).err).toBe(
      'Failed to install todos: Application with same slug already exists. Type "cozy-jobs apps update todos" instead.\n'
    )
    const updated = await cli('apps update todos')
    expect({ code: updated.code, err: updated.err }).toEqual({
      code: 0,
      err: 'todos: upgrading\ntodos: ready\n'
    })
    expect(await cli('apps uninstall todos')).toEqual({ code: 0, out: 'Uninstalled todos.\n', err: '' })
  })

  it.each([
    [
      'apps show nope',
      'Failed to show nope: HOST answered 404: Application is not installed. Look for a typo, or list what is there.'
    ],
    [
      'apps install todos nowhere',
      'Failed to install todos: there is no folder FOLDER/nowhere. Build it with "cozy-jobs build", or look for a typo.'
    ],
    [
      'apps install todos src',
      'Failed to install todos: FOLDER/src has no manifest.webapp. Give the folder that "cozy-jobs build" made.'
    ],
    [
      'konnectors install todos build',
      'Failed to install todos: FOLDER/build has no manifest.konnector. It has a manifest.webapp: type "cozy-jobs apps install" instead.'
    ],
    [
      'apps install todos ftp://x/y',
      'Failed to install todos: Invalid or not supported source scheme. Give a folder, or a URL of git, of an archive, or registry://NAME.'
    ],
    [
      'apps install Not_a_slug! build',
      'Failed to install Not_a_slug!: Invalid slug name. Write it with small letters, digits and hyphens.'
    ]
  ])('refuses "%s" in one line', async (line, message) => {
    const { code, out, err } = await cli(line)
    expect({ failed: code > 0, out, err: shown(err) }).toEqual({ failed: true, out: '', err: `${message}\n` })
  })

  it('tells of a manifest that the stack cannot read', async () => {
    const broken = folderOf({ 'manifest.webapp': '{ "name": ' })
    expect((await cli(`apps install todos ${broken}`)).err).toBe(
      'Failed to install todos: Application manifest is invalid or malformed. Look at its manifest with "cozy-jobs validate".\n'
    )
  })

  it('uses COZY_CREDENTIALS where it is set, and tells when the stack does not take it', async () => {
    const { code, err } = await cli('apps ls', { COZY_CREDENTIALS: 'not-a-token' })
    expect(code).toBe(1)
    expect(shown(err)).toMatch(/^Failed to list the apps: HOST answered 4\d\d: .*token/i)
    expect(err).not.toContain('not-a-token')
  })
})

describe('run', () => {
  it('runs a built file with the permissions of its manifest', async () => {
    const result = await cli('run build/onTodo.js')
    expect({ ...result, out: result.out.replace(/[\d.]+ s/, 'N s') }).toEqual({
      code: 0,
      out: 'Done in N s\n',
      err: 'info     told of nothing\n'
    })
  })

  it('hands on the document of an event', async () => {
    const { port } = new URL(stack.adminUrl)
    const argv = [
      'run',
      'build/onTodo.js',
      '--doc',
      '{"label":"X"}',
      '--json',
      '--domain',
      stack.domain,
      '--admin-port',
      port
    ]
    const { code, out } = await runCli(argv, { cwd: folder })
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      state: 'done',
      records: [{ type: 'info', message: 'told of X' }]
    })
  })

  it('runs under the documented names', async () => {
    const { port } = new URL(stack.adminUrl)
    for (const only of OLD_NAMES.filter(({ name }) => /-dev$/.test(name))) {
      const line = `-m manifest.webapp build/onTodo.js --url ${stack.url} --admin-port ${port}`
      expect(await runCli(line, { cwd: folder, only })).toMatchObject({
        code: 0,
        err: 'info     told of nothing\n'
      })
    }
  })

  it('gives any command the address and a token, under cozy-run-dev', async () => {
    const only = OLD_NAMES.find(({ name }) => name === 'cozy-run-dev')!
    const cwd = sampleJob({
      'add.mjs': `const [, , ...words] = process.argv
const { COZY_URL, COZY_CREDENTIALS } = process.env
const headers = { authorization: 'Bearer ' + COZY_CREDENTIALS, 'content-type': 'application/json' }
const url = new URL('data/io.cozy.todos/', COZY_URL)
const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ label: words.join(' ') }) })
process.exitCode = answer.status === 201 ? 0 : 1`
    })
    const at = `--url ${stack.url} --admin-port ${new URL(stack.adminUrl).port}`
    const run = (words: string) =>
      runCli(`${at} -m manifest.webapp ${words}`, { cwd, only, env: process.env })
    expect(await run('-- node add.mjs --of any command')).toEqual({ code: 0, out: '', err: '' })
    const { docs } = await stack.instances
      .get(stack.domain)!
      .documents.find('io.cozy.todos', { selector: { label: '--of any command' }, limit: 2 })
    expect(docs).toHaveLength(1)
    expect((await run('-- node -e process.exit(3)')).code).toBe(1)
    expect(await run('no-such-command-here')).toEqual({
      code: 2,
      out: '',
      err: 'Failed to run no-such-command-here: it is no built file, and no command that can be started (ENOENT). Look for a typo, or build the job with "cozy-jobs build".\n'
    })
  })

  it('gives a konnector an account with the fields of its configuration, each time the same one', async () => {
    const konnector = folderOf({
      'manifest.konnector': '{ "slug": "sample", "permissions": {} }',
      'konnector-dev-config.json': '{ "fields": { "login": "camille" } } // mine',
      build: { 'index.js': 'console.log(JSON.stringify({ type: "info", message: process.env.COZY_FIELDS }))' }
    })
    const { port } = new URL(stack.adminUrl)
    const only = OLD_NAMES.find(({ name }) => name === 'cozy-konnector-dev')
    const run = () =>
      runCli(`--url ${stack.url} --admin-port ${port}`, { cwd: konnector, ...(only ? { only } : {}) })
    const fields = '{"konnector":"sample","account":"dev-sample","folder_to_save":"io.cozy.files.root-dir"}'
    const first = `Running sample on ${stack.url} with the account dev-sample\n`
    expect(await run()).toMatchObject({ code: 0, err: `${first}info     ${fields}\n` })
    expect(await run()).toMatchObject({ code: 0, err: `${first}info     ${fields}\n` })
    const documents = stack.instances.get(stack.domain)?.documents
    expect(await documents?.get('io.cozy.accounts', 'dev-sample')).toMatchObject({
      account_type: 'sample',
      auth: { login: 'camille' }
    })
  })

  it('ends with 1 where the job failed', async () => {
    const { code, out, err } = await cli('run build/fails.js')
    expect({ code, out, err: err.replace(/[\d.]+ s/, 'N s') }).toEqual({
      code: 1,
      out: '',
      err: 'Failed to run todos: exit status 3. in N s\n'
    })
  })

  it.each([
    ['run src/onTodo.ts', 'Failed to run src/onTodo.ts: it is a source. Give build/onTodo.js instead.'],
    [
      'run build/none.js',
      'Failed to run build/none.js: there is no such file. Build it with "cozy-jobs build", or look for a typo.'
    ],
    [
      'run build/onTodo.js -m none.webapp',
      'Failed to run build/onTodo.js: there is no manifest none.webapp. Give its path with -m.'
    ],
    ['run build/onTodo.js --doc {', 'Failed to run the job: --doc is not JSON']
  ])('refuses "%s" with exit code 2', async (line, message) => {
    const { code, err } = await cli(line)
    expect(code).toBe(2)
    expect(err).toContain(message)
  })
})
