import { commandsOf } from '../package-manager.js'
import type { CiProject } from '../project.js'
import { checkoutStep, deployCondition, firstNode, indent, installSteps, type Lines } from './steps.js'

/** Tags of a workspace name the job: `tidy-photos@1.2.0`. */
const taggedJob = `startsWith(github.ref, 'refs/tags/') && contains(github.ref_name, '@')`

const environment: Lines = [
  'env:',
  '  COZY_REGISTRY: ${{ vars.COZY_REGISTRY }}',
  '  REGISTRY_TOKEN: ${{ secrets.REGISTRY_TOKEN }}'
]

const publishStep = (project: CiProject): Lines => {
  const publish = `${commandsOf(project).exec('cozy-jobs publish')} --registry "$COZY_REGISTRY"`
  return project.layout === 'workspace'
    ? [
        `- run: ${publish} --release "\${TAG#*@}" "apps/\${TAG%@*}"`,
        ...indent(1, environment),
        '    TAG: ${{ github.ref_name }}'
      ]
    : [`- run: ${publish}`, ...indent(1, environment), `    DEPLOY_BRANCH: ${project.buildBranch}`]
}

/** The registry: after the build is deployed, where the settings of the repository name one. */
export const publishJob = (project: CiProject): Lines => [
  'publish:',
  ...indent(1, [
    'needs: deploy',
    'if: >-',
    `  ${deployCondition(project)}`,
    `  && vars.COZY_REGISTRY != ''${project.layout === 'workspace' ? ` && ${taggedJob}` : ''}`,
    'runs-on: ubuntu-latest',
    'timeout-minutes: 15',
    'permissions:',
    '  contents: read',
    'steps:',
    ...indent(1, [
      ...checkoutStep({ history: true }),
      ...installSteps(project, { node: firstNode(project), cache: false }),
      ...publishStep(project)
    ])
  ])
]
