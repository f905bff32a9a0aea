import { FOLDER } from '../../job/folder-positional.js'
import type { Command, Options } from '../../registry/command.js'

export const DEPLOY_OPTIONS = {
  branch: {
    type: 'string',
    value: 'NAME',
    describe: 'The branch (default: DEPLOY_BRANCH, else build, or build-NAME for one job of several)'
  },
  remote: {
    type: 'string',
    value: 'NAME',
    describe: 'The remote of git, or an address (default: the one that git would push to)'
  },
  tag: { type: 'string', value: 'NAME', describe: 'Tag the commit of the build' },
  'no-build': { type: 'boolean', describe: 'Take what is in build/ as it is' },
  'dry-run': { type: 'boolean', describe: 'Say what would be pushed, and push nothing' }
} as const satisfies Options

export const deployCommand: Command = {
  name: 'deploy',
  topic: 'Deploy a job',
  summary: 'Build a job, check it, and put the build on its branch of the git remote',
  details:
    'The branch gets one commit that names the commit of the sources, or none where nothing has changed. Your work tree, your index and HEAD stay as they are. GITHUB_TOKEN opens repositories of GitHub over HTTPS; SSH keys and credential helpers of git work as ever.',
  positionals: [FOLDER],
  options: DEPLOY_OPTIONS,
  json: true,
  examples: [
    ['cozy-jobs deploy', 'Deploys the job in this folder, and says how to install it'],
    ['cozy-jobs deploy --dry-run', 'Says which files would change on the branch']
  ],
  load: () => import('./run.js')
}
