import { STACK_OPTIONS } from '../../http/stack-options.js'
import { FOLDER } from '../../job/folder-positional.js'
import type { Command, Options } from '../../registry/command.js'
import { LOGIN_OPTIONS } from '../login/command.js'

const THE_COZY = 'The Cozy'
const THE_ACCOUNT = 'The account of a konnector'

const { default: _domain, ...domain } = STACK_OPTIONS.domain
const { default: _port, ...adminPort } = STACK_OPTIONS['admin-port']

/** Where a konnector is tried, and with which account; the documented names take them too. */
export const KONNECTOR_DEV_OPTIONS = {
  url: {
    type: 'string',
    value: 'URL',
    group: THE_COZY,
    describe:
      'The address of the Cozy (default: COZY_URL, that of konnector-dev-config.json, or http://cozy.localhost:8080)'
  },
  'admin-port': {
    ...adminPort,
    group: THE_COZY,
    describe: 'Take a token from the admin port of a stack on this machine, and ask nobody'
  },
  token: {
    type: 'string',
    short: 't',
    value: 'FILE',
    group: THE_COZY,
    describe: 'Where the login is kept (default: for each konnector and Cozy in ~/.config/cozy-jobs)'
  },
  'no-browser': { ...LOGIN_OPTIONS['no-browser'], group: THE_COZY },
  timeout: { ...LOGIN_OPTIONS.timeout, group: THE_COZY },
  account: {
    type: 'string',
    value: 'ID',
    group: THE_ACCOUNT,
    describe: 'An account that is there; its fields stay as they are'
  },
  'create-account': {
    type: 'boolean',
    short: 'a',
    group: THE_ACCOUNT,
    describe: 'Make an account as the owner of a Cozy would; its id is kept in .account and taken again'
  },
  folder: {
    type: 'string',
    value: 'PATH',
    group: THE_ACCOUNT,
    describe:
      'Where its files go, as a path in the Cozy or an id (default: as the account says, else the root)'
  },
  watch: {
    type: 'boolean',
    short: 'w',
    group: 'While you write',
    describe: 'Build and run again at each change; Ctrl-C ends it'
  },
  inspect: {
    type: 'boolean',
    group: 'While you write',
    describe: 'Let a debugger attach; the konnector waits for it, with no limit of time'
  }
} as const satisfies Options

export const DEV_OPTIONS = {
  service: {
    type: 'string',
    value: 'NAME',
    describe: 'Which service of an app (default: the first of the manifest)'
  },
  domain: { ...domain, group: THE_COZY, describe: 'The same as --url, or its domain alone' },
  ...KONNECTOR_DEV_OPTIONS
} as const satisfies Options

export const devCommand: Command = {
  name: 'dev',
  topic: 'Write and try a job',
  summary: 'Build a job and run it once against a stack',
  details:
    'A konnector runs as a client that the owner of the Cozy allows in a browser: with the permissions of its manifest and that on accounts, asked for again when they change. Its account has the fields of konnector-dev-config.json, which is made where it is missing. A code that it asks for is asked for here. A service gets its token from COZY_CREDENTIALS, a login, or the admin port.',
  positionals: [FOLDER],
  options: DEV_OPTIONS,
  json: true,
  examples: [
    ['cozy-jobs dev', 'On the stack at cozy.localhost:8080, or at COZY_URL'],
    ['cozy-jobs dev --watch --folder /Administrative', 'Again at each change; files in that folder'],
    ['cozy-jobs dev --service dailyBalances', 'A service of an app']
  ],
  load: () => import('./run.js')
}
