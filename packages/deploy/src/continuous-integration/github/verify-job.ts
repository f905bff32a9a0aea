import { CHECKS, commandsOf } from '../package-manager.js'
import type { CiProject } from '../project.js'
import { affectedStep } from './affected-step.js'
import { checkoutStep, firstNode, indent, installSteps, quoted, type Lines } from './steps.js'

const checkSteps = (project: CiProject): Lines => {
  const { run, exec } = commandsOf(project)
  return project.layout === 'workspace'
    ? [`- run: ${exec(`nx affected -t ${CHECKS.join(',')}`)}`]
    : CHECKS.map(check => `- run: ${run(check)}`)
}

const matrix = ({ node }: CiProject): Lines => [
  'strategy:',
  '  fail-fast: false',
  '  matrix:',
  `    node: [${node.map(quoted).join(', ')}]`
]

/** Lint, tests, build and manifest, for every push and every pull request: it reads, and knows no secret. */
export const verifyJob = (project: CiProject): Lines => {
  const several = project.node.length > 1
  const node = several ? '${{ matrix.node }}' : firstNode(project)
  return [
    'build:',
    ...indent(1, [
      'runs-on: ubuntu-latest',
      'timeout-minutes: 30',
      'permissions:',
      '  contents: read',
      ...(several ? matrix(project) : []),
      'steps:',
      ...indent(1, [
        ...checkoutStep({ history: project.layout === 'workspace' }),
        ...installSteps(project, { node, cache: true }),
        ...(project.layout === 'workspace' ? affectedStep(project) : []),
        ...checkSteps(project)
      ])
    ])
  ]
}
