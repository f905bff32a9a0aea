import type { Command, Options } from '../../registry/command.js'

export const STACK_COMMAND_OPTIONS = {
  config: {
    type: 'string',
    value: 'FILE',
    short: 'c',
    describe: 'Configuration file (default: cozy.yaml here, in ~/.cozy, or in /etc/cozy)'
  },
  'print-config': { type: 'boolean', describe: 'Write a configuration file with every default, and end' },
  domain: {
    type: 'string',
    value: 'HOST',
    default: 'cozy.localhost',
    describe: 'Domain of the instance, without its port'
  },
  port: {
    type: 'port',
    value: 'PORT',
    short: 'p',
    describe: 'Port of the instances; 0 takes a free one (default: 8080)'
  },
  'admin-port': {
    type: 'port',
    value: 'PORT',
    describe: 'Admin port; 0 takes a free one (default: 6060)'
  },
  data: {
    type: 'string',
    value: 'DIR',
    describe: 'Folder of the data (default: ~/.cozy-jobs, or cozy-jobs in XDG_DATA_HOME)'
  },
  memory: { type: 'boolean', describe: 'Keep the data in memory: gone when the stack stops' },
  'fs-url': { type: 'string', value: 'URL', describe: 'Contents of files: file:///FOLDER, or mem://' },
  'couchdb-url': {
    type: 'string',
    value: 'URL',
    describe: 'CouchDB for the documents; --couchdb-url= keeps them in the data folder'
  },
  'konnectors-cmd': {
    type: 'string',
    value: 'FILE',
    describe: 'Launcher of services and konnectors (default: Node itself)'
  },
  locale: { type: 'string', value: 'LANG', default: 'en', describe: 'Language of a new instance' },
  passphrase: {
    type: 'string',
    value: 'TEXT',
    describe: 'Passphrase of a new instance; COZY_PASSPHRASE keeps it off the command line (default: cozy)'
  },
  email: { type: 'string', value: 'E-MAIL', describe: 'E-mail address of the owner of a new instance' },
  'public-name': { type: 'string', value: 'NAME', describe: 'Name of the owner of a new instance' },
  context: { type: 'string', value: 'NAME', default: 'dev', describe: 'Context of a new instance' },
  subdomains: { type: 'string', value: 'FORM', describe: 'Names of apps: nested or flat (default: nested)' },
  host: { type: 'string', value: 'HOST', describe: 'localhost: the stack listens on this machine alone' },
  'admin-host': { type: 'string', value: 'HOST', describe: 'The same for the admin port' },
  'disable-csp': { type: 'boolean', describe: 'Give pages no Content Security Policy' },
  'log-level': {
    type: 'string',
    value: 'LEVEL',
    describe: 'Least severe lines of jobs to show: debug, info, warning, error (default: debug)'
  }
} as const satisfies Options

export const stackCommand: Command = {
  name: 'stack',
  topic: 'Run a stack',
  summary: "Run a stack: the cozy-stack's HTTP API in this process, with nothing else to install",
  details:
    'Makes the instance where there is none. It listens on this machine only and stops at Ctrl-C. What is not said here comes from the environment (COZY_PORT, COZY_ADMIN_PORT, COZY_FS_URL, …), then from cozy.yaml.',
  positionals: [],
  options: STACK_COMMAND_OPTIONS,
  json: true,
  examples: [
    ['cozy-jobs stack', 'An instance at http://cozy.localhost:8080/, its data kept in the home folder'],
    ['cozy-jobs stack --print-config', 'A commented cozy.yaml with every default'],
    [
      'cozy-jobs stack --memory --port 0 --admin-port 0 --json',
      'An empty one on free ports; the line of JSON says which'
    ]
  ],
  load: () => import('./run.js')
}
