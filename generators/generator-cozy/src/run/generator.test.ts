import { beforeEach, describe, expect, it } from '@jest/globals'
import fixturify from 'fixturify'
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NODE_MODULES, runProgram } from '../testing/run-command.js'
import { temporaryFolder } from '../testing/temporary-folder.js'
import { main } from './main.js'

const base = temporaryFolder()
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(base, 'case-'))
})

const WORKSPACE = {
  'package.json': JSON.stringify({ name: 'home', workspaces: ['apps/*'], license: 'AGPL-3.0' }),
  'nx.json': JSON.stringify({ plugins: ['@cozy-jobs/nx'] }),
  apps: {
    banks: {
      'manifest.webapp': `{
  "name": "Banks",
  "permissions": {
    "bills": { "type": "io.cozy.bills", "verbs": ["ALL"] }
  },
  "services": {
    "old": { "file": "old.js" }
  }
}
`
    }
  }
}

// In this process: a real one for each would take a second where the machine is busy.
const generateIn = async (cwd: string, words: readonly string[]) => {
  const said: string[] = []
  const complaints: string[] = []
  const code = await main({
    words,
    folder: cwd,
    interactive: false,
    say: line => said.push(line),
    complain: line => complaints.push(line),
    signals: process
  })
  return { code, said: said.join('\n'), complaint: complaints.join('\n') }
}
const generate = (...words: string[]) => generateIn(folder, words)
const tree = () => fixturify.readSync(folder)
const expectRefusal = async (message: RegExp, ...words: string[]): Promise<void> => {
  const before = tree()
  const { code, complaint } = await generate(...words)
  expect(complaint).toMatch(message)
  expect(complaint.split('\n')).toHaveLength(1)
  expect([1, 2]).toContain(code)
  expect(tree()).toEqual(before)
}

describe('generator-cozy service', () => {
  it('makes a repository right here where nothing is, with --yes', async () => {
    const here = join(folder, 'tidy-todos')
    mkdirSync(join(here, '.git'), { recursive: true })
    const { code, said } = await runProgram('generator', here, [
      'service',
      '--yes',
      '--trigger',
      '@cron 0 0 5 * * *'
    ])
    expect({ code, said }).toMatchObject({
      code: 0,
      said: expect.stringContaining('Runs every day at 05:00 UTC.')
    })
    expect(said).toMatch(/Next: \d{4}-\d\d-\d\d 05:00 UTC, \S+ 05:00 UTC, \S+ 05:00 UTC\./)
    expect(Object.keys(fixturify.readSync(here))).toEqual(
      expect.arrayContaining(['manifest.webapp', 'src', 'package.json', 'eslint.config.js', '.gitignore'])
    )
  })

  it('makes a folder of its own beside other things', async () => {
    fixturify.writeSync(folder, { 'notes.txt': 'mine' })
    expect(await generate('service', 'tidy-todos', '--yes')).toMatchObject({ code: 0 })
    expect(Object.keys(tree())).toEqual(['notes.txt', 'tidy-todos'])
  })

  it('goes among the apps of the workspace, from any folder of it', async () => {
    fixturify.writeSync(folder, { ...WORKSPACE, deep: { er: {} } })
    const { code } = await generateIn(join(folder, 'deep/er'), ['service', 'tidy', '--yes', '--app', ''])
    expect(code).toBe(0)
    const { apps, deep } = tree() as Record<string, Record<string, object>>
    expect(Object.keys(apps ?? {})).toEqual(['banks', 'tidy'])
    expect(deep).toEqual({ er: {} })
    expect(JSON.parse((apps?.['tidy'] as Record<string, string>)['manifest.webapp'] ?? '')).toMatchObject({
      license: 'AGPL-3.0'
    })
  })

  it('adds to the manifest of an app that is there, and leaves the rest as it was written', async () => {
    fixturify.writeSync(folder, WORKSPACE)
    const words = [
      'service',
      'onBill',
      '--app',
      'apps/banks',
      '--yes',
      '--trigger',
      '@event io.cozy.bills:CREATED',
      '--doctypes',
      'io.cozy.contacts'
    ]
    expect(await generate(...words)).toMatchObject({ code: 0 })
    const banks = (tree() as { apps: { banks: Record<string, unknown> } }).apps.banks
    expect(Object.keys(banks)).toEqual(['manifest.webapp', 'src'])
    expect(banks['manifest.webapp']).toBe(`{
  "name": "Banks",
  "permissions": {
    "bills": { "type": "io.cozy.bills", "verbs": ["ALL"] },
    "contacts": {
      "description": "Look after your contacts",
      "type": "io.cozy.contacts",
      "verbs": ["GET", "PUT"]
    }
  },
  "services": {
    "old": { "file": "old.js" },
    "onBill": {
      "type": "node",
      "file": "onBill.js",
      "trigger": "@event io.cozy.bills:CREATED"
    }
  }
}
`)
    await expectRefusal(/banks has a service onBill already\. Choose another name/, ...words)
  })

  it('shows the files and writes none with --dry-run', async () => {
    const { code, said } = await generate('service', 'tidy', '--yes', '--dry-run')
    expect(code).toBe(0)
    expect(said).toMatch(/Would write into \.:[^]*\+ manifest\.webapp \(\d+ B\)/)
    expect(tree()).toEqual({})
  })
})

describe('a refusal is one message, and nothing is written', () => {
  it.each([
    [
      /Failed to make the service: "Tidy Todos" is no slug.*Did you mean tidy-todos\?/,
      ['Tidy Todos', '--yes']
    ],
    [
      /of the trigger "@evnt io.cozy.bills": .*Did you mean @event\?/,
      ['a', '--yes', '--trigger', '@evnt io.cozy.bills']
    ],
    [/Did you mean io\.cozy\.bills\?/, ['a', '--yes', '--doctypes', 'io.cozy.bill']],
    [/"FETCH" is none of GET, POST/, ['a', '--yes', '--verbs', 'get,fetch']],
    [/of the debounce "@3m".*Did you mean 3m\?/, ['a', '--yes', '--debounce', '@3m']],
    [
      /--debounce has no meaning here: the stack holds back @event/,
      ['a', '--yes', '--trigger', '@daily', '--debounce', '3m']
    ],
    [/there is no flag --triger\. Did you mean --trigger\?/, ['a', '--triger', '@daily']],
    [/"b" is one word too many/, ['a', 'b']],
    [/these flags are missing: --trigger, --doctypes.*Give them, or --yes for the defaults/, ['a']],
    [/--app has no meaning here: there is no app|there is no app "x" here/, ['a', '--yes', '--app', 'x']],
    [/--ci|"jenkins" is none of github, travis/, ['a', '--yes', '--ci', 'jenkins']]
  ])('%s', async (message, words) => expectRefusal(message, 'service', ...words))

  it('where the folder is not empty', async () => {
    fixturify.writeSync(folder, { tidy: { 'a.txt': 'a' } })
    await expectRefusal(
      /the folder tidy is not empty \(a\.txt\)\. Choose another --folder/,
      'service',
      'tidy',
      '--yes'
    )
  })

  it('where the name is taken in the workspace', async () => {
    fixturify.writeSync(folder, WORKSPACE)
    await expectRefusal(
      /apps\/banks is there already\. Choose another name/,
      'service',
      'banks',
      '--yes',
      '--app',
      ''
    )
  })

  it('where the manifest to add to is broken', async () => {
    fixturify.writeSync(folder, { ...WORKSPACE, apps: { banks: { 'manifest.webapp': '{ "name": ' } } })
    await expectRefusal(
      /manifest\.webapp is no JSON/,
      'service',
      'a',
      '--yes',
      '--app',
      'banks',
      '--doctypes',
      'io.cozy.bills'
    )
  })

  it('where there is no such generator', async () => {
    await expectRefusal(/there is none called "servce"\. Did you mean service\?/, 'servce')
  })

  it('where nobody can be asked what to make', async () => {
    await expectRefusal(/can't be asked, and there is no --make\. Give --make with one of workspace, service/)
  })
})

describe('what to type next is told once', () => {
  const nextOf = async (...words: string[]): Promise<string[]> => {
    const { said } = await generate(...words, '--yes')
    return said.split('\n').filter(line => line.startsWith('Next:'))
  }

  it.each([
    ['service', 'npx nx standalone tidy'],
    ['konnector', 'npx cozy-jobs standalone apps/tidy --replay']
  ])('of a workspace with a first %s', async (kind, command) => {
    fixturify.writeSync(folder, { 'notes.txt': '' })
    const words = ['workspace', '--folder', 'home', '--with', kind, '--name', 'tidy']
    expect(await nextOf(...words)).toEqual([`Next: cd home, then npm install, then ${command}.`])
  })

  it('of a workspace alone', async () => {
    expect(await nextOf('workspace')).toEqual(['Next: npm install, then npx generator-cozy service.'])
  })

  it('of a konnector, which runs at once on its recording', async () => {
    expect(await nextOf('konnector', 'shop', '--folder', '.')).toEqual([
      'Next: npm install, then npm run standalone -- --replay.'
    ])
    expect((tree() as Record<string, string>)['README.md']).toContain('npx cozy-jobs standalone --replay ')
  })
})

describe('yo cozy:service', () => {
  const yo = (cwd: string, ...words: string[]) => {
    // Where this runs as root, yo gives up its rights.
    for (const each of [base, folder, cwd]) chmodSync(each, 0o777)
    return runProgram('yo', cwd, words, { HOME: cwd, NODE_PATH: '' })
  }

  it('finds the generator from a subfolder, and writes where it belongs, whatever .yo-rc.json is above', async () => {
    fixturify.writeSync(folder, { ...WORKSPACE, '.yo-rc.json': '{}', deep: {} })
    symlinkSync(NODE_MODULES, join(folder, 'node_modules'))
    chmodSync(join(folder, 'apps'), 0o777)
    const { said } = await yo(join(folder, 'deep'), 'cozy:service', '007x', '--yes', '--app', '')
    expect(said).toContain('"007x" is no slug')
    const made = await yo(join(folder, 'deep'), 'cozy:service', 'tidy', '--yes', '--app=')
    expect(made.said).toContain('Written into ../apps/tidy')
    expect(made.code).toBe(0)
  })
})

describe('what is around', () => {
  it('may have spaces and accents in its path, the generator itself too', async () => {
    const own = fileURLToPath(new URL('../../', import.meta.url))
    const strange = join(folder, 'été %20 😀')
    const jobs = join(strange, 'my jobs')
    for (const part of ['bin', 'dist', 'templates', 'package.json'])
      cpSync(join(own, part), join(strange, 'generator', part), { recursive: true })
    symlinkSync(NODE_MODULES, join(strange, 'node_modules'))
    mkdirSync(jobs)
    const program = join(strange, 'generator/bin/generator-cozy.js')
    const { stdout } = spawnSync(process.execPath, [program, 'service', 'tidy', '--yes'], { cwd: jobs })
    expect(stdout.toString()).toContain('Written into .:')
    const made = JSON.parse(readFileSync(join(jobs, 'package.json'), 'utf8')) as Record<string, unknown>
    expect(made['dependencies']).toEqual({ '@cozy-jobs/service': expect.stringMatching(/^\d+\.\d+\.\d+$/) })
  })

  it('may be a repository: what lies in it has no continuous integration of its own', async () => {
    spawnSync('git', ['init', '-q', folder])
    fixturify.writeSync(folder, { 'README.md': '' })
    const { said } = await generate('service', 'tidy', '--yes')
    expect(said).toContain('It lies in the repository of ')
    expect(Object.keys(tree()['tidy'] as object)).not.toContain('.github')
  })

  it('may be a workspace that keeps its jobs deeper, beside plugins that say nothing', async () => {
    fixturify.writeSync(folder, {
      'package.json': '\uFEFF{ "workspaces": ["jobs/mine/*"] }',
      'nx.json': '{ "plugins": [null, { "plugin": "@cozy-jobs/nx" }] }'
    })
    expect((await generate('service', 'tidy', '--yes')).said).toContain('Written into jobs/mine/tidy:')
  })
})

it.each([
  ['a line break', 'Me\nYou'],
  ['a turned direction', 'Me\u202EuoY']
])('refuses %s in an answer', async (_, editor) => {
  await expectRefusal(/can't be seen\. Leave it out/, 'service', 'tidy', '--yes', '--editor', editor)
})

it('says how to give a value that starts with a dash', () =>
  expectRefusal(/Write --title=VALUE/, 'konnector', 'shop', '--title', '--x'))
