import { STACK_OPTIONS } from '../../http/stack-options.js'
import type { Command, Options, PositionalSpec } from '../../registry/command.js'

const ADMIN = { 'admin-port': STACK_OPTIONS['admin-port'] } as const satisfies Options

export const LIST_OPTIONS = ADMIN

const OWNER = {
  locale: { type: 'string', value: 'LANG', describe: 'Language' },
  email: { type: 'string', value: 'E-MAIL', describe: 'E-mail address of its owner' },
  'public-name': { type: 'string', value: 'NAME', describe: 'Name of its owner' },
  tz: { type: 'string', value: 'ZONE', describe: 'Time zone of its owner, such as Europe/Paris' },
  context: {
    type: 'string',
    value: 'NAME',
    describe: 'Context: which of "contexts" in the configuration holds'
  },
  'disk-quota': { type: 'string', value: 'BYTES', describe: 'How much its files may take, such as 5GB' }
} as const satisfies Options

export const ADD_OPTIONS = {
  ...OWNER,
  passphrase: {
    type: 'string',
    value: 'TEXT',
    describe: 'Passphrase; COZY_PASSPHRASE keeps it off the command line (default: cozy)'
  },
  apps: {
    type: 'string',
    value: 'SLUGS',
    describe: 'Apps of the registry to install, with commas between them'
  },
  ...ADMIN
} as const satisfies Options

export const MODIFY_OPTIONS = {
  ...OWNER,
  'domain-aliases': { type: 'string', value: 'DOMAINS', describe: 'Further names, with commas between them' },
  block: { type: 'boolean', describe: 'Let nobody in' },
  unblock: { type: 'boolean', describe: 'Let everybody in again' },
  ...ADMIN
} as const satisfies Options

export const REMOVE_OPTIONS = {
  force: { type: 'boolean', short: 'f', describe: 'Do it, whatever is lost' },
  ...ADMIN
} as const satisfies Options

const DOMAIN: PositionalSpec = { name: 'DOMAIN', describe: 'Its name; the port may be left out' }

const shared = { topic: 'Run a stack', json: true } as const

/** The commands of instances, on the admin port of our own stack or of a real one. */
export const INSTANCE_COMMANDS: readonly Command[] = [
  {
    ...shared,
    name: 'instances ls',
    summary: 'List the instances of a stack',
    positionals: [],
    options: LIST_OPTIONS,
    examples: [['cozy-jobs instances ls', 'Those of the stack on this machine']],
    load: () => import('./list.js')
  },
  {
    ...shared,
    name: 'instances show',
    summary: 'Show one instance',
    positionals: [DOMAIN],
    options: LIST_OPTIONS,
    examples: [['cozy-jobs instances show cozy.localhost', 'Language, context, quota, what else is set']],
    load: () => import('./show.js')
  },
  {
    ...shared,
    name: 'instances add',
    summary: 'Add an instance to a stack',
    details: 'It is there at once, beside the others, and sees nothing of them.',
    positionals: [{ name: 'DOMAIN', describe: 'Its name; without a port it gets that of the others' }],
    options: ADD_OPTIONS,
    examples: [
      ['cozy-jobs instances add alice.localhost', 'http://alice.localhost:8080/, with the passphrase cozy'],
      [
        "COZY_PASSPHRASE='…' cozy-jobs instances add alice.localhost --locale fr",
        'With another one, in French'
      ]
    ],
    load: () => import('./add.js')
  },
  {
    ...shared,
    name: 'instances modify',
    summary: 'Change an instance: what is named changes, all else stays',
    positionals: [DOMAIN],
    options: MODIFY_OPTIONS,
    examples: [['cozy-jobs instances modify alice.localhost --disk-quota 5GB', 'Gives it five gigabytes']],
    load: () => import('./modify.js')
  },
  {
    ...shared,
    name: 'instances rm',
    summary: 'Destroy an instance with all its documents and files',
    positionals: [DOMAIN],
    options: REMOVE_OPTIONS,
    examples: [['cozy-jobs instances rm alice.localhost --force', 'Nothing of it is left']],
    load: () => import('./remove.js')
  }
]
