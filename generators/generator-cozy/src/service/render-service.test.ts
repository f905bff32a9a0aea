import { describe, expect, it } from '@jest/globals'
import { checkManifest } from '@cozy-jobs/manifest'
import type { ServiceAnswers } from './answers.js'
import { behaviourOf } from './behaviour.js'
import type { ServicePlace } from './place.js'
import { renderService } from './render-service.js'

const ANSWERS: ServiceAnswers = {
  app: '',
  name: 'tidy-todos',
  trigger: '@event io.cozy.todos:CREATED',
  doctypes: ['io.cozy.todos'],
  verbs: ['GET', 'PUT'],
  debounce: '',
  editor: 'Me'
}
const SINGLE: ServicePlace = {
  isInWorkspace: false,
  toRoot: '.',
  packageManager: 'npm',
  mainBranch: 'main',
  license: 'MIT',
  repositoryUrl: 'https://example.org/tidy-todos',
  version: '0.1.0',
  jobsVersion: '0.1.0'
}
const IN_WORKSPACE: ServicePlace = { ...SINGLE, isInWorkspace: true, toRoot: '../..' }

const render = (answers: Partial<ServiceAnswers> = {}, place = IN_WORKSPACE): Record<string, string> =>
  renderService({ ...ANSWERS, ...answers }, place) as Record<string, string>
const json = (text: string | undefined) => JSON.parse(text ?? '') as Record<string, unknown>

it('no value of a trigger ends a comment of the code or a cell of the README', () => {
  const files = render({ trigger: '@event io.cozy.todos:CREATED:*/evil();/*|`<b>:label' })
  const code = files['src/services/tidy-todos.ts'] ?? ''
  expect(code.split('\n').find(line => line.includes('evil'))).toMatch(
    /^\/\*\* .*\*\\\/evil\(\);\/\*.*\. \*\/$/
  )
  expect(files['README.md']).toContain('\\*/evil();/\\*\\|\\`\\<b\\>')
})

describe('the files of a service', () => {
  it('in a workspace are those of the job alone', () => {
    expect(Object.keys(render()).sort()).toEqual([
      'README.md',
      'fixture.json',
      'icon.svg',
      'index.html',
      'manifest.webapp',
      'package.json',
      'src/services/tidy-todos.ts',
      'src/tidy-todos/mark.test.ts',
      'src/tidy-todos/mark.ts'
    ])
  })

  it('in a repository of its own come with its configuration and continuous integration', () => {
    const files = render({ ci: ['github', 'travis'] }, SINGLE)
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        '.gitignore',
        '.npmrc',
        '.travis.yml',
        '.vscode/settings.json',
        '.github/workflows/ci.yml',
        'eslint.config.js',
        'jest.config.js',
        'tsconfig.json'
      ])
    )
    expect(Object.keys(files).some(path => /project\.json|webpack|^_|\.ejs$/.test(path))).toBe(false)
  })

  it('say in the manifest what was answered', () => {
    const { services, permissions, $schema, source } = json(render({ debounce: '2s' })['manifest.webapp'])
    expect({ services, permissions, $schema, source }).toEqual({
      $schema: '../../node_modules/@cozy-jobs/manifest/schema/manifest.webapp.schema.json',
      source: 'https://example.org/tidy-todos.git@build-tidy-todos',
      permissions: {
        todos: { description: 'Look after your todos', type: 'io.cozy.todos', verbs: ['GET', 'PUT'] }
      },
      services: {
        'tidy-todos': {
          type: 'node',
          file: 'tidy-todos.js',
          trigger: '@event io.cozy.todos:CREATED',
          debounce: '2s'
        }
      }
    })
  })

  it('record how they were made, but not where', () => {
    const { cozyJobs, nx, dependencies } = json(render({ folder: 'x' })['package.json'])
    const { folder: _, ...answers } = { ...ANSWERS, folder: 'x' }
    expect(cozyJobs).toEqual({ generator: { name: 'service', version: '0.1.0', answers } })
    expect(nx).toEqual({ includedScripts: [] })
    expect(dependencies).toEqual({ '@cozy-jobs/service': '0.1.0' })
  })

  it('hold the documents that the trigger is for', () => {
    const fixture = json(render({ trigger: '@event io.cozy.todos:UPDATED:home:list' })['fixture.json'])
    expect(fixture).toMatchObject({ 'io.cozy.todos': [{ _id: 'milk' }, { _id: 'post', list: 'home' }] })
  })

  it('speak the language of the package manager', () => {
    expect(render({}, { ...SINGLE, packageManager: 'yarn' })['README.md']).toContain('yarn standalone')
    expect(render({}, SINGLE)['README.md']).toContain('npm run standalone')
  })
})

const files = { doctypes: ['io.cozy.files'] }
const all = { verbs: ['ALL'] } as const

/** Each combination of answers that leads to other code. */
const CASES: readonly (readonly [string, Partial<ServiceAnswers>, string])[] = [
  ['an event', {}, 'mark'],
  ['an event, held back', { debounce: '10m' }, 'mark'],
  ['an event, to read', { verbs: ['GET'] }, 'tell'],
  ['an event of a change', { trigger: '@event io.cozy.todos:UPDATED:!=:label' }, 'mark'],
  ['an event of any kind, a deletion too', { trigger: '@event io.cozy.todos', ...all }, 'tell'],
  ['files', { ...files, trigger: '@event io.cozy.files:CREATED', ...all }, 'tell'],
  ['a date', { trigger: '@cron 0 0 5 * * *' }, 'mark'],
  ['a moment', { trigger: '@at 2040-01-01T00:00:00Z' }, 'mark'],
  ['a delay', { trigger: '@in 1h' }, 'mark'],
  ['an interval', { trigger: '@every 30m', verbs: ['GET'] }, 'tell'],
  ['a loose date', { trigger: '@weekly' }, 'mark'],
  ['a webhook', { trigger: '@webhook', verbs: ['GET', 'POST'] }, 'keep'],
  ['a webhook, held back', { trigger: '@webhook', verbs: ['POST'], debounce: '1m' }, 'keep'],
  ['a webhook, to read', { trigger: '@webhook', verbs: ['GET'], debounce: '1m' }, 'tell-post'],
  ['a client', { trigger: '@client' }, 'mark'],
  ['no trigger', { trigger: '' }, 'mark'],
  ['two doctypes', { doctypes: ['io.cozy.todos', 'io.cozy.contacts'], ...all }, 'mark']
]

describe.each(CASES)('%s', (_, answers, behaviour) => {
  it('does what its rights allow, with a test and a valid manifest', () => {
    const tree = render(answers)
    expect(behaviourOf({ ...ANSWERS, ...answers })).toBe(behaviour)
    const sources = Object.keys(tree).filter(path => path.startsWith('src/'))
    expect(sources).toHaveLength(3)
    const code = sources.map(path => tree[path]).join('\n')
    expect(code).not.toMatch(/<%|\n\n\n| \n/)
    expect(code.split('\n').filter(line => line.length > 110)).toEqual([])
    const problems = checkManifest({ text: tree['manifest.webapp'] ?? '', file: 'manifest.webapp' })
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(problems.filter(({ code: kind }) => /trigger|debounce|doctype/.test(kind))).toEqual([])
  })
})

it('a service told of several doctypes saves none as what it is not', () => {
  const trigger = '@event io.cozy.todos:CREATED io.cozy.bills:CREATED'
  const code = render({ trigger, doctypes: ['io.cozy.todos', 'io.cozy.bills'] })['src/services/tidy-todos.ts']
  expect(code).toContain('const documents = await readAll<Todo>(client, DOCTYPE)')
  expect(code).not.toMatch(/\bdoc\b/)
})
