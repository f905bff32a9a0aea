import type { Command, Options, PositionalSpec } from '../../registry/command.js'

export const LOGIN_OPTIONS = {
  scope: {
    type: 'string',
    value: 'TEXT',
    describe:
      'Permissions, such as "io.cozy.files io.cozy.contacts:GET" (default: files, contacts, apps, banks …)'
  },
  name: {
    type: 'string',
    value: 'TEXT',
    describe: 'How its owner sees the client (default: Cozy Jobs on this machine)'
  },
  'no-browser': { type: 'boolean', describe: 'Open no browser: the link is written alone' },
  timeout: {
    type: 'string',
    value: 'DURATION',
    default: '5m',
    describe: 'How long to wait for the consent, such as 90s'
  }
} as const satisfies Options

export const LOGOUT_OPTIONS = {
  all: { type: 'boolean', describe: 'End all logins' }
} as const satisfies Options

const URL: PositionalSpec = {
  name: 'URL',
  optional: true,
  describe: 'The address of the Cozy, or its domain'
}

const shared = { topic: 'Try things on a stack', json: true } as const

/** The commands of logins. */
export const LOGIN_COMMANDS: readonly Command[] = [
  {
    ...shared,
    name: 'login',
    summary: 'Log in at any stack, real or of this machine: its owner consents in a browser',
    details:
      'The login is kept for you alone in ~/.config/cozy-jobs (XDG_CONFIG_HOME), is renewed by itself, and is used by all commands with the same --domain. On a machine without a browser open the link on another one that can reach this one at 127.0.0.1, for example by ssh -L.',
    positionals: [{ ...URL, describe: `${URL.describe} (default: cozy.localhost:8080)` }],
    options: LOGIN_OPTIONS,
    examples: [
      ['cozy-jobs login https://camille.mycozy.cloud', 'Opens its page of consent'],
      ['cozy-jobs login cozy.localhost:8080 --scope "io.cozy.files:GET"', 'May read files, and nothing else']
    ],
    load: () => import('./run.js')
  },
  {
    ...shared,
    name: 'whoami',
    summary: 'Show the logins: where, as which client, what they may do, until when',
    positionals: [{ ...URL, describe: `${URL.describe} (default: all logins)` }],
    options: {},
    examples: [['cozy-jobs whoami', 'All of them']],
    load: () => import('../whoami/run.js')
  },
  {
    ...shared,
    name: 'logout',
    summary: 'End a login: the stack forgets the client, this machine the token',
    positionals: [{ ...URL, describe: `${URL.describe} (default: the only login)` }],
    options: LOGOUT_OPTIONS,
    examples: [
      ['cozy-jobs logout', 'The only one'],
      ['cozy-jobs logout --all', 'All of them']
    ],
    load: () => import('./log-out.js')
  }
]
