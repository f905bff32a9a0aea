import type { Command, Options } from '../../registry/command.js'

export const STACK_COMMAND_OPTIONS = {
  domain: {
    type: 'string',
    value: 'HOST',
    default: 'cozy.localhost',
    describe: 'Domain of the instance, without its port'
  },
  port: { type: 'port', value: 'PORT', default: 8080, describe: 'Port of the instances; 0 takes a free one' },
  'admin-port': {
    type: 'port',
    value: 'PORT',
    default: 6060,
    describe: 'Admin port; 0 takes a free one'
  },
  data: {
    type: 'string',
    value: 'DIR',
    describe: 'Folder of the data (default: ~/.cozy-jobs, or cozy-jobs in XDG_DATA_HOME)'
  },
  memory: { type: 'boolean', describe: 'Keep the data in memory: gone when the stack stops' },
  locale: { type: 'string', value: 'LANG', default: 'en', describe: 'Language of a new instance' },
  passphrase: {
    type: 'string',
    value: 'TEXT',
    describe: 'Passphrase of a new instance; COZY_PASSPHRASE keeps it off the command line (default: cozy)'
  },
  email: { type: 'string', value: 'E-MAIL', describe: 'E-mail address of the owner of a new instance' },
  'public-name': { type: 'string', value: 'NAME', describe: 'Name of the owner of a new instance' },
  context: { type: 'string', value: 'NAME', default: 'dev', describe: 'Context of a new instance' }
} as const satisfies Options

export const stackCommand: Command = {
  name: 'stack',
  topic: 'Run a stack',
  summary: "Run a stack: the cozy-stack's HTTP API in this process, with nothing else to install",
  details: 'Makes the instance where there is none. It listens on this machine only and stops at Ctrl-C.',
  positionals: [],
  options: STACK_COMMAND_OPTIONS,
  json: true,
  examples: [
    ['cozy-jobs stack', 'An instance at http://cozy.localhost:8080/, its data kept in the home folder'],
    [
      'cozy-jobs stack --memory --port 0 --admin-port 0 --json',
      'An empty one on free ports; the line of JSON says which'
    ]
  ],
  load: () => import('./run.js')
}
