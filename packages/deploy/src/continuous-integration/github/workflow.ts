import { DEPLOYED_BRANCH } from '../affected.js'
import { headerOf } from '../header.js'
import type { CiProject } from '../project.js'
import { deployJob } from './deploy-job.js'
import { publishJob } from './publish-job.js'
import { indent, quoted, type Lines } from './steps.js'
import { verifyJob } from './verify-job.js'

/** Builds are not built once more, and what is only noted as deployed was tried before. */
const branches = ({ layout, buildBranch }: CiProject): Lines =>
  layout === 'workspace'
    ? ['**', '!build', '!build-*', `!${DEPLOYED_BRANCH}`]
    : ['**', `!${buildBranch}`, `!${buildBranch}-*`]

const triggers = (project: CiProject): Lines => [
  'on:',
  ...indent(1, [
    'pull_request:',
    'push:',
    `  branches: [${branches(project).map(quoted).join(', ')}]`,
    "  tags: ['**']"
  ])
]

/** The workflow of GitHub Actions. */
export const githubWorkflow = (project: CiProject): string =>
  [
    ...headerOf(project),
    'name: ci',
    ...triggers(project),
    '# Each job says what it may do; what it does not say, it may not.',
    'permissions: {}',
    '# One run at a time for each branch. A newer commit of a pull request ends the run of the one before; a deployment is',
    '# never cut off.',
    'concurrency:',
    '  group: ci-${{ github.ref }}',
    "  cancel-in-progress: ${{ github.event_name == 'pull_request' }}",
    'jobs:',
    ...indent(1, verifyJob(project)),
    ...indent(1, deployJob(project)),
    ...(project.publish ? indent(1, publishJob(project)) : []),
    ''
  ].join('\n')
