import { RECORDING_OPTIONS } from '../../konnector/recording-options.js'
import type { Command, Options } from '../../registry/command.js'
import { KONNECTOR_DEV_OPTIONS } from '../dev/command.js'
import { BUILT, MANIFEST_OPTION, RUN_DETAILS } from '../run/command.js'
import { shellCommand } from '../shell/command.js'
import { STANDALONE_OPTIONS } from '../standalone/command.js'

const topic = 'Write and try a job'

const { url, token, 'admin-port': adminPort } = KONNECTOR_DEV_OPTIONS

export const RUN_DEV_OPTIONS = {
  ...MANIFEST_OPTION,
  url: { ...url, group: 'Options' },
  token: {
    ...token,
    group: 'Options',
    describe: 'Log in as a client of OAuth, and keep the login in this file'
  },
  'admin-port': { ...adminPort, group: 'Options' }
} as const satisfies Options

export const KONNECTOR_DEV_ALIAS_OPTIONS = {
  ...MANIFEST_OPTION,
  ...KONNECTOR_DEV_OPTIONS
} as const satisfies Options

export const STANDALONE_ALIAS_OPTIONS = {
  out: STANDALONE_OPTIONS.out,
  fixture: STANDALONE_OPTIONS.fixture,
  ...RECORDING_OPTIONS
} as const satisfies Options

const FILE = {
  name: 'FILE',
  optional: true,
  describe: 'Its source or its build, or the folder of its manifest (default: this folder)'
}

const standalone = (name: string): Command => ({
  name,
  topic,
  summary: 'Run a konnector with no server, and show what it would create or update',
  details: 'As "cozy-jobs standalone". REPLAY=record and REPLAY=replay do what the options do.',
  positionals: [FILE],
  options: STANDALONE_ALIAS_OPTIONS,
  examples: [
    [`${name} --record`, 'Records what the provider answers'],
    [`${name} --replay src/index.js`, 'On the recording']
  ],
  load: () => import('./standalone.js')
})

/** The documented names of older tools, bins of their own. */
export const OLD_NAMES: readonly Command[] = [
  {
    name: 'cozy-run-dev',
    topic,
    summary: 'Run a built service, or any command, once against a stack',
    details: `${RUN_DETAILS} Anything else is a command of its own: it finds COZY_URL and COZY_CREDENTIALS in its environment, and fails where that fails.`,
    positionals: [
      {
        ...BUILT,
        optional: true,
        describe: 'The built file (default: build/onOperationCreate.js), or a command'
      },
      {
        name: 'WORDS',
        optional: true,
        rest: true,
        describe: 'What the command is given; behind -- where there are options among them'
      }
    ],
    options: RUN_DEV_OPTIONS,
    examples: [
      [
        'cozy-run-dev -m manifest.webapp build/onOperationCreate.js',
        'Once, on the stack at cozy.localhost:8080'
      ],
      ['cozy-run-dev -m manifest.konnector -- node --watch build/index.js', 'Another program, with a token']
    ],
    load: () => import('./run-dev.js')
  },
  {
    name: 'cozy-konnector-dev',
    topic,
    summary: 'Run a konnector, or a built service, once against a stack',
    details:
      'As "cozy-jobs dev": the owner of the Cozy allows it in a browser. A source is built first; a built file runs as it is.',
    positionals: [FILE],
    options: KONNECTOR_DEV_ALIAS_OPTIONS,
    examples: [
      ['cozy-konnector-dev', 'The konnector in this folder'],
      [
        'cozy-konnector-dev -t .token.json -m manifest.konnector src/index.js',
        'The login is kept in that file'
      ]
    ],
    load: () => import('./konnector-dev.js')
  },
  standalone('cozy-konnector-standalone'),
  standalone('cozy-run-standalone'),
  {
    ...shellCommand,
    name: 'cozy-konnector-shell',
    examples: [['cozy-konnector-shell page.html', 'With a saved page as $']]
  }
]
