import { BASE_LINES, DEPLOYED_BRANCH } from '../affected.js'
import type { CiProject } from '../project.js'
import type { Lines } from './steps.js'

/** Tells Nx, for all further steps of the job, what the commit is compared with. */
export const affectedStep = ({ mainBranch }: CiProject): Lines => [
  '# A pull request is compared with its target, other branches with the main branch. There, and for tags, it is the',
  '# last commit that was deployed as a whole: what failed since is done with the next push.',
  '- name: Find what is affected',
  '  env:',
  '    SINCE: >-',
  "      ${{ github.event_name == 'pull_request' && format('origin/{0}', github.base_ref)",
  `      || (github.ref == 'refs/heads/${mainBranch}' || startsWith(github.ref, 'refs/tags/'))`,
  `      && 'origin/${DEPLOYED_BRANCH}' || 'origin/${mainBranch}' }}`,
  '  run: |',
  ...BASE_LINES.map(line => `    ${line}`),
  '    echo "NX_BASE=$base" >> "$GITHUB_ENV"',
  '    echo "NX_HEAD=HEAD" >> "$GITHUB_ENV"'
]
