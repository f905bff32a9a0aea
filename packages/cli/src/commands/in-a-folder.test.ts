import { describe, expect, it } from '@jest/globals'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCli } from '../testing/run-cli.js'
import { folderOf, sampleJob } from '../testing/sample-job.js'

describe('standalone', () => {
  it('runs the first service with the last document that its trigger matches, and shows what it made', async () => {
    const { code, out, err } = await runCli('standalone --no-build', { cwd: sampleJob() })
    expect({ code, err }).toMatchInlineSnapshot(`
     {
       "code": 0,
       "err": "Running onTodo on 2 documents, told of io.cozy.todos/a
     info     told of A
     ",
     }
    `)
    expect(out.replace(/[0-9a-f]{32}/, 'ID')).toMatchInlineSnapshot(`
     "
     io.cozy.todos  1 created
       + Made ID
           + by     "A"
           + label  "Made"

     Done: onTodo
     "
    `)
  })

  it('runs it without a document where that is asked for', async () => {
    const { out } = await runCli('standalone --no-build --event none --json', { cwd: sampleJob() })
    expect(JSON.parse(out)).toMatchObject({
      name: 'onTodo',
      outcome: { state: 'done' },
      records: [{ message: 'told of nothing' }],
      changes: [{ doctype: 'io.cozy.todos', verb: 'created', after: { label: 'Made', by: 'nothing' } }]
    })
  })

  it('ends with 1 where the job failed', async () => {
    expect(await runCli('standalone --no-build --service fails', { cwd: sampleJob() })).toEqual({
      code: 1,
      out: '\nIt wrote no document.\n\n',
      err: 'Running fails on 2 documents\nFailed to run fails: exit status 3.\n'
    })
  })

  it.each([
    [
      'a fixture that is no JSON',
      { 'fixture.json': '{ "io.cozy.todos": [ }' },
      '',
      1,
      'Failed to read fixture.json: one thing must be mended.\n  fixture.json:1:22 Not JSON: value expected.\n'
    ],
    [
      'a fixture that is not there',
      {},
      ' --fixture none.json',
      1,
      'none.json: there is no such file. Write a fixture there, or leave it out to begin with an empty Cozy.\n'
    ],
    [
      'a service that is not there',
      {},
      ' --service onTod',
      2,
      'Failed to run onTod: the manifest has no such service. Did you mean "onTodo"? It has: onTodo, fails.\n'
    ],
    [
      'an event of no form',
      {},
      ' --event todo',
      2,
      'Failed to run "cozy-jobs standalone": expected --event to be one of none, DOCTYPE/ID, got "todo".\n'
    ],
    [
      'a folder that is not there',
      {},
      ' nowhere',
      2,
      'Failed to run standalone: there is no folder nowhere. Give the folder that holds its manifest.\n'
    ],
    [
      'a file in place of a folder',
      {},
      ' manifest.webapp',
      2,
      'Failed to run standalone: manifest.webapp is a file. Give the folder that holds its manifest.\n'
    ]
  ])('refuses %s', async (_, files, more, code, message) => {
    const result = await runCli(`standalone --no-build${more}`, {
      cwd: sampleJob(files)
    })
    expect({ code: result.code, out: result.out }).toEqual({ code, out: '' })
    expect(result.err.endsWith(message)).toBe(true)
  })
})

describe('validate', () => {
  it('says so where there is nothing to mend', async () => {
    expect(await runCli('validate', { cwd: sampleJob() })).toEqual({
      code: 0,
      out: 'manifest.webapp: nothing to mend\n',
      err: ''
    })
  })

  it('tells all problems and ends with 1 where one is an error', async () => {
    const cwd = sampleJob()
    const manifest = readFileSync(join(cwd, 'manifest.webapp'), 'utf8')
    writeFileSync(
      join(cwd, 'manifest.webapp'),
      manifest.replace('@event io.cozy', '@evnt io.cozy').replace('"fails.js"', '"fail.js"')
    )
    const { code, out } = await runCli('validate', { cwd })
    expect(code).toBe(1)
    expect(out).toContain('Did you mean')
    expect(out).toContain('1 error, 1 warning')
    const { problems } = JSON.parse((await runCli('validate --json', { cwd })).out) as {
      problems: { file: string }[]
    }
    expect(problems.map(({ file }) => file)).toEqual(['manifest.webapp', 'manifest.webapp'])
  })

  it('tells where a manifest that is no JSON breaks', async () => {
    const { code, out } = await runCli('validate', {
      cwd: folderOf({ 'manifest.webapp': '{\n  "name": \n}' })
    })
    expect(code).toBe(1)
    expect(out).toMatch(/^manifest\.webapp:3:1 error: Failed to read the manifest: /)
  })

  it('refuses a folder that is no job', async () => {
    const cwd = folderOf({ 'a.txt': '' })
    const { code, err } = await runCli('validate', { cwd })
    expect(code).toBeGreaterThan(0)
    expect(err).toContain('there is no manifest.webapp and no manifest.konnector in it.')
  })
})

describe('build', () => {
  it('builds each service and prints its path as it must stand in the manifest', async () => {
    const cwd = sampleJob({
      'index.html': '<!doctype html>',
      'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>'
    })
    const { code, out } = await runCli('build', { cwd })
    expect(code).toBe(0)
    expect(out).toContain('"file": "onTodo.js"')
    expect(out).toContain('"file": "fails.js"')
  })

  it('tells what is wrong with a source', async () => {
    const cwd = sampleJob()
    writeFileSync(join(cwd, 'src', 'fails.ts'), 'const = 3\n')
    const { code, err } = await runCli('build', { cwd })
    expect(code).toBe(1)
    expect(err).toContain('Failed to build todos: ')
    expect(err).toContain('src/fails.ts')
  })
})

describe('start', () => {
  it('says which variable is missing', async () => {
    expect(
      await runCli('start', { cwd: sampleJob(), env: { COZY_URL: 'http://cozy.localhost:8080' } })
    ).toEqual({
      code: 2,
      out: '',
      err: 'Failed to start the job: COZY_CREDENTIALS is not set. Set it, or use "cozy-jobs dev", which asks the stack for a token.\n'
    })
  })
})
