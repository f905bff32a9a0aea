import { BASE_LINES, DEPLOYED_BRANCH } from '../affected.js'
import { indent, quoted, type Lines } from '../github/steps.js'
import { headerOf } from '../header.js'
import { CHECKS, commandsOf } from '../package-manager.js'
import type { CiProject } from '../project.js'
import { deployStage } from './deploy-stage.js'

const affected = ({ mainBranch }: CiProject): Lines => [
  '# A pull request is compared with its target, other branches with the main branch. There, and for tags, it is the last',
  '# commit that was deployed as a whole: what failed since is done with the next push.',
  'before_script:',
  '  - |',
  ...indent(2, [
    `if [ "$TRAVIS_PULL_REQUEST" != false ]; then SINCE="origin/$TRAVIS_BRANCH"`,
    `elif [ "$TRAVIS_BRANCH" = ${mainBranch} ] || [ -n "$TRAVIS_TAG" ]; then SINCE=origin/${DEPLOYED_BRANCH}`,
    `else SINCE=origin/${mainBranch}; fi`,
    ...BASE_LINES,
    'export NX_BASE=$base NX_HEAD=HEAD'
  ])
]

const checks = (project: CiProject): Lines => {
  const { run, exec } = commandsOf(project)
  const commands =
    project.layout === 'workspace'
      ? [exec(`nx affected -t ${CHECKS.join(',')}`)]
      : CHECKS.map(check => run(check))
  return [
    'script:',
    ...indent(
      1,
      commands.map(command => `- ${command}`)
    )
  ]
}

/** `.travis.yml`. The token comes from the settings of the project there, and never stands in this file. */
export const travisFile = (project: CiProject): string =>
  [
    ...headerOf(project),
    'version: ~> 1.0',
    ...(project.layout === 'workspace'
      ? [
          '# It notes what was deployed: each of its commits was tried before.',
          `if: branch != ${DEPLOYED_BRANCH}`
        ]
      : []),
    'os: linux',
    'language: node_js',
    `node_js: [${project.node.map(quoted).join(', ')}]`,
    'cache: ' + project.packageManager,
    '# All of the history: a build names the commit that it was made of.',
    'git:',
    '  depth: false',
    ...(project.layout === 'single'
      ? ['env:', '  global:', `    - DEPLOY_BRANCH=${project.buildBranch}`]
      : []),
    `install: ${commandsOf(project).install}`,
    ...(project.layout === 'workspace' ? affected(project) : []),
    ...checks(project),
    `# Only for commits of the branch ${project.mainBranch}, those that merge a pull request included, and for its tags; never in the`,
    '# build of a pull request.',
    ...deployStage(project),
    ''
  ].join('\n')
