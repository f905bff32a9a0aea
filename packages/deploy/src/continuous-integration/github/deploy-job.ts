import { MARK_LINES } from '../affected.js'
import { commandsOf } from '../package-manager.js'
import type { CiProject } from '../project.js'
import { affectedStep } from './affected-step.js'
import { checkoutStep, deployCondition, firstNode, indent, installSteps, type Lines } from './steps.js'

const TOKEN = 'GITHUB_TOKEN: ${{ github.token }}'

// The build comes first, in a step of its own: webpack and what it loads never see the token.
const single = (project: CiProject): Lines => [
  `- run: ${commandsOf(project).run('build')}`,
  `- run: ${commandsOf(project).run('deploy', '--no-build')}`,
  '  env:',
  `    DEPLOY_BRANCH: ${project.buildBranch}`,
  `    ${TOKEN}`
]

const workspace = (project: CiProject): Lines => [
  ...affectedStep(project),
  `- run: ${commandsOf(project).exec('nx affected -t build')}`,
  `- run: ${commandsOf(project).exec('nx affected -t deploy')}`,
  '  env:',
  `    ${TOKEN}`,
  '- name: Note the commit as deployed',
  '  env:',
  `    ${TOKEN}`,
  '  run: |',
  ...indent(2, MARK_LINES)
]

/** A tag may stand on any commit; only those of the main branch are deployed. */
const onMainBranch = ({ mainBranch }: CiProject): Lines => [
  '- name: Only commits of the main branch are deployed',
  '  run: |',
  `    git merge-base --is-ancestor HEAD origin/${mainBranch} || {`,
  `      echo "::error::Failed to deploy: this commit is not on the branch ${mainBranch}. Tag one that is."`,
  '      exit 1',
  '    }'
]

/** The build branches: the one job that may write, for pushes to the main branch and tags. */
export const deployJob = (project: CiProject): Lines => [
  'deploy:',
  ...indent(1, [
    'needs: build',
    `if: ${deployCondition(project)}`,
    'runs-on: ubuntu-latest',
    'timeout-minutes: 30',
    'permissions:',
    '  contents: write',
    'steps:',
    ...indent(1, [
      ...checkoutStep({ history: true }),
      ...onMainBranch(project),
      ...installSteps(project, { node: firstNode(project), cache: false }),
      ...(project.layout === 'workspace' ? workspace(project) : single(project))
    ])
  ])
]
