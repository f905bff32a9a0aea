import { describe, expect, test } from '@jest/globals'
import { ciFileState } from './compare.js'
import { CI_PATHS, continuousIntegrationFiles } from './files.js'
import { projectOf } from './header.js'
import { CI_DEFAULTS, type CiProject } from './project.js'
import { githubSteps, stepLines, travisSteps } from './setup-steps.js'

const PROJECTS: CiProject[] = (['single', 'workspace'] as const).flatMap(layout =>
  (['npm', 'yarn'] as const).flatMap(packageManager =>
    [['22'], ['20.19', '24']].flatMap(node =>
      [true, false].map(publish => ({
        ...CI_DEFAULTS,
        providers: ['github', 'travis'] as const,
        layout,
        packageManager,
        node,
        publish,
        mainBranch: 'release/1.x'
      }))
    )
  )
)

const github = (project: CiProject): string => continuousIntegrationFiles(project)[CI_PATHS.github] ?? ''
const travis = (project: CiProject): string => continuousIntegrationFiles(project)[CI_PATHS.travis] ?? ''
const jobOf = (text: string, id: string): string =>
  new RegExp(`^ {2}${id}:\\n(?: {4}.*\\n)*`, 'm').exec(text)?.[0] ?? ''

describe.each(PROJECTS)('$layout, $packageManager, Node $node, publish $publish', project => {
  test('every action is a commit, with its release beside it', () => {
    const uses = github(project).match(/uses: .*/g) ?? []
    expect(uses.length).toBeGreaterThan(3)
    for (const use of uses) expect(use).toMatch(/^uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  test('only the job that deploys may write, and no checkout leaves the token behind', () => {
    const text = github(project)
    expect(text).toMatch(/^permissions: \{\}$/m)
    expect(text.match(/contents: write/g)).toHaveLength(1)
    expect(jobOf(text, 'deploy')).toContain('contents: write')
    expect(text.match(/persist-credentials: false/g)).toHaveLength(project.publish ? 3 : 2)
  })

  test('what a pull request runs knows no token, secret or variable of the settings', () => {
    const build = jobOf(github(project), 'build')
    expect(build).toContain(project.packageManager === 'npm' ? 'npm ci' : '--frozen-lockfile')
    expect(build).not.toMatch(/secrets|vars\.|token/i)
    expect(github(project)).not.toContain('pull_request_target')
  })

  test('nothing that somebody else can name is put into a script', () => {
    for (const [, script] of github(project).matchAll(/run: (.*(?:\n {10}.*)*)/g))
      expect(script).not.toContain('${{')
  })

  test('no token stands in the file of Travis, and a pull request deploys nothing', () => {
    expect(travis(project)).toContain('if: type = push AND (branch = release/1.x OR tag IS present)')
    expect(travis(project)).not.toContain('secure:')
  })

  test('the first line tells what the file was made from', () => {
    for (const [provider, text] of [
      ['github', github(project)],
      ['travis', travis(project)]
    ] as const) {
      expect(projectOf(text)).toEqual(project)
      expect(ciFileState(provider, text)).toBe('current')
      expect(ciFileState(provider, text.replaceAll('\n', '\r\n'))).toBe('current')
      expect(ciFileState(provider, `${text}# mine\n`)).toBe('outdated')
      expect(ciFileState(provider, text.slice(1))).toBe('foreign')
    }
  })
})

describe('refused', () => {
  test.each([
    [{ mainBranch: 'a b' }, '"a b" cannot stand in these files'],
    [{ mainBranch: "x' || true || 'y" }, 'cannot stand in these files'],
    [{ buildBranch: '-x' }, '"-x" cannot'],
    [{ buildBranch: 'a..b' }, '"a..b" cannot'],
    [{ buildBranch: 'main' }, 'the build would overwrite the branch main'],
    [{ providers: [] }, 'no provider is given'],
    [{ node: [] }, 'no version of Node is given'],
    [{ node: ['lts; rm -rf'] }, 'is no version of Node']
  ])('%j', (change, why) => {
    expect(() => continuousIntegrationFiles({ ...CI_DEFAULTS, ...change })).toThrow(why)
  })

  test('a first line that holds such a name makes no file current', () => {
    const text = github(CI_DEFAULTS).replace('--branch main', '--branch a..b')
    expect(ciFileState('github', text)).toBe('outdated')
  })
})

test('the steps of Travis name each switch, the scope and the token', () => {
  const said = stepLines(travisSteps(CI_DEFAULTS)).join('\n')
  for (const word of [
    'only if .travis.yml is present',
    'branch updates',
    'pull request updates',
    '"repo"',
    'GITHUB_TOKEN',
    '"Display value in build log" off',
    'main'
  ])
    expect(said).toContain(word)
  expect(said).toMatch(/^1\. /)
  expect(stepLines(githubSteps(CI_DEFAULTS)).join('\n')).toContain('no token to make')
})
