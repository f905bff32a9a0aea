import { FOLDER } from '../../job/folder-positional.js'
import { DEPLOY_OPTIONS } from '../deploy/command.js'
import type { Command, Options } from '../../registry/command.js'

export const PUBLISH_OPTIONS = {
  registry: {
    type: 'string',
    value: 'URL',
    default: 'https://registry.cozy.io/',
    describe: 'The registry'
  },
  release: {
    type: 'string',
    value: 'VERSION',
    describe:
      'The version (default: COZY_APP_VERSION, the tag in CI, else that of the manifest with -dev.COMMIT)'
  },
  url: {
    type: 'string',
    value: 'URL',
    describe: 'The archive of the build (default: COZY_BUILD_URL, else that of the branch on GitHub)'
  },
  sha256: { type: 'string', value: 'HEX', describe: 'What the archive must have (default: it is computed)' },
  branch: DEPLOY_OPTIONS.branch,
  remote: DEPLOY_OPTIONS.remote,
  'token-file': {
    type: 'string',
    value: 'FILE',
    describe: 'Where the token of the editor is, - for the standard input (default: REGISTRY_TOKEN)'
  },
  'dry-run': { type: 'boolean', describe: 'Check everything, and publish nothing' }
} as const satisfies Options

export const publishCommand: Command = {
  name: 'publish',
  topic: 'Deploy a job',
  summary: 'Publish a deployed build in a registry of Cozy',
  details:
    'The form of the version tells the channel: 1.2.3 is stable, 1.2.3-beta.4 beta, 1.2.3-dev.COMMIT dev. The archive is fetched and checked first. COZY_APP_PARAMETERS, a JSON value, stands in for "parameters" of the manifest. A version that is there with the same content is left as it is.',
  positionals: [FOLDER],
  options: PUBLISH_OPTIONS,
  json: true,
  examples: [
    ['cozy-jobs publish --release 1.0.0', 'Publishes what was deployed in the channel stable'],
    ['cozy-jobs publish --dry-run', 'Says whether it could be published']
  ],
  load: () => import('./run.js')
}
