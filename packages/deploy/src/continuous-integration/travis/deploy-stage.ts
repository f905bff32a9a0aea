import { MARK_LINES } from '../affected.js'
import { indent, quoted, type Lines } from '../github/steps.js'
import { commandsOf } from '../package-manager.js'
import type { CiProject } from '../project.js'

// An `exit` or `set -e` would end the shell that Travis runs all steps in: hence one chain, and parentheses.
const deployChain = (project: CiProject): Lines => {
  const { run, exec } = commandsOf(project)
  const onMain = `git merge-base --is-ancestor HEAD origin/${project.mainBranch} &&`
  return project.layout === 'workspace'
    ? [onMain, `${exec('nx affected -t deploy')} &&`, '(', ...indent(1, MARK_LINES), ')']
    : [onMain, run('deploy')]
}

/** Goes on with the registry where the settings of the project name one. */
const publishLines = (project: CiProject): Lines => {
  const publish = `${commandsOf(project).exec('cozy-jobs publish')} --registry "$COZY_REGISTRY"`
  return project.layout === 'workspace'
    ? [
        'if [ -n "$COZY_REGISTRY" ] && [[ "$TRAVIS_TAG" == *@* ]]; then',
        `  ${publish} --release "\${TRAVIS_TAG#*@}" "apps/\${TRAVIS_TAG%@*}"`,
        'fi'
      ]
    : ['if [ -n "$COZY_REGISTRY" ]; then', `  ${publish}`, 'fi']
}

const deployScript = (project: CiProject): Lines => {
  const chain = deployChain(project)
  return project.publish
    ? [...chain.slice(0, -1), `${chain.at(-1) ?? ''} &&`, ...publishLines(project)]
    : chain
}

/**
 * The stage after all tests. A commit that merges a pull request is a push to the main branch; the build of a pull request
 * itself is of another type.
 */
export const deployStage = (project: CiProject): Lines => [
  'jobs:',
  '  include:',
  '    - stage: deploy',
  ...indent(3, [
    `if: type = push AND (branch = ${project.mainBranch} OR tag IS present)`,
    `node_js: ${quoted(project.node[0] ?? '')}`,
    'script:',
    '  - |',
    ...indent(2, deployScript(project))
  ])
]
