import type { Command, Options } from '../../registry/command.js'

const CONFIGURATION = { group: 'Configuration' } as const
const ADDRESSES = { group: 'Where it listens' } as const
const DATA = { group: 'Where the data are' } as const
const RUNNING = { group: 'Jobs and pages' } as const
const NEW_INSTANCE = { group: 'A new instance' } as const

export const STACK_COMMAND_OPTIONS = {
  config: {
    ...CONFIGURATION,
    type: 'string',
    value: 'FILE',
    short: 'c',
    describe: 'Configuration file (default: cozy.yaml here, in ~/.cozy, or in /etc/cozy)'
  },
  'print-config': {
    ...CONFIGURATION,
    type: 'boolean',
    describe: 'Write a configuration file with every default, and end'
  },
  domain: {
    ...ADDRESSES,
    type: 'string',
    value: 'HOST',
    default: 'cozy.localhost',
    describe: 'Domain of the instance, without its port'
  },
  port: {
    ...ADDRESSES,
    type: 'port',
    value: 'PORT',
    short: 'p',
    describe: 'Port of the instances; 0 takes a free one (default: 8080)'
  },
  'admin-port': {
    ...ADDRESSES,
    type: 'port',
    value: 'PORT',
    describe: 'Admin port; 0 takes a free one (default: 6060)'
  },
  subdomains: {
    ...ADDRESSES,
    type: 'string',
    value: 'FORM',
    describe: 'Names of apps: nested or flat (default: nested)'
  },
  host: {
    ...ADDRESSES,
    type: 'string',
    value: 'HOST',
    describe: 'localhost: the stack listens on this machine alone'
  },
  'admin-host': { ...ADDRESSES, type: 'string', value: 'HOST', describe: 'The same for the admin port' },
  data: {
    ...DATA,
    type: 'string',
    value: 'DIR',
    describe: 'Folder of the data (default: ~/.cozy-jobs, or cozy-jobs in XDG_DATA_HOME)'
  },
  memory: { ...DATA, type: 'boolean', describe: 'Keep the data in memory: gone when the stack stops' },
  'fs-url': {
    ...DATA,
    type: 'string',
    value: 'URL',
    describe: 'Contents of files: file:///FOLDER, or mem://'
  },
  'couchdb-url': {
    ...DATA,
    type: 'string',
    value: 'URL',
    describe: 'CouchDB for the documents; --couchdb-url= keeps them in the data folder'
  },
  'konnectors-cmd': {
    ...RUNNING,
    type: 'string',
    value: 'FILE',
    describe: 'Launcher of services and konnectors (default: Node itself)'
  },
  profile: {
    ...RUNNING,
    type: 'string',
    value: 'NAME',
    describe:
      'How jobs are held: plain, prod (bubblewrap, limits of production) or cmd (default: plain, cmd with a launcher)'
  },
  'no-pool': {
    ...RUNNING,
    type: 'boolean',
    describe: 'Start the process of each job anew, from no pool that stands ready'
  },
  'log-level': {
    ...RUNNING,
    type: 'string',
    value: 'LEVEL',
    describe: 'Least severe lines of jobs to show: debug, info, warning, error (default: debug)'
  },
  fidelity: {
    ...RUNNING,
    type: 'string',
    value: 'WHAT',
    describe: 'crash: a job that ran when the stack was killed is lost, as in production; else it runs again'
  },
  doctypes: {
    ...RUNNING,
    type: 'string',
    value: 'FOLDER',
    describe: 'Definitions of remote doctypes: what apps may ask of other sites'
  },
  'remote-allow-custom-port': {
    ...RUNNING,
    type: 'boolean',
    describe: 'Let definitions of remote doctypes name a port'
  },
  'disable-csp': { ...RUNNING, type: 'boolean', describe: 'Give pages no Content Security Policy' },
  passphrase: {
    ...NEW_INSTANCE,
    type: 'string',
    value: 'TEXT',
    describe: 'Passphrase; COZY_PASSPHRASE keeps it off the command line (default: cozy)'
  },
  locale: { ...NEW_INSTANCE, type: 'string', value: 'LANG', default: 'en', describe: 'Language' },
  context: {
    ...NEW_INSTANCE,
    type: 'string',
    value: 'NAME',
    default: 'dev',
    describe: 'Context: which of "contexts" in the configuration holds for it'
  },
  email: { ...NEW_INSTANCE, type: 'string', value: 'E-MAIL', describe: 'E-mail address of its owner' },
  'public-name': { ...NEW_INSTANCE, type: 'string', value: 'NAME', describe: 'Name of its owner' }
} as const satisfies Options

export const stackCommand: Command = {
  name: 'stack',
  topic: 'Run a stack',
  summary: "Run a stack: the cozy-stack's HTTP API in this process, with nothing else to install",
  details:
    'Makes the instance where there is none. It listens on this machine only and stops at Ctrl-C. What is not said here comes from the environment (COZY_PORT, COZY_ADMIN_PORT, COZY_FS_URL, …), then from cozy.yaml. An instance that is there already stays as it is.',
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
