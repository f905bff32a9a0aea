import { OWN_DOMAIN, STACK_OPTIONS } from '../../http/stack-options.js'
import type { Command, Options } from '../../registry/command.js'

export const TRIGGER_OPTIONS = {
  domain: OWN_DOMAIN,
  'admin-port': STACK_OPTIONS['admin-port']
} as const satisfies Options

export const FIRE_OPTIONS = {
  ...TRIGGER_OPTIONS,
  doc: {
    type: 'string',
    value: 'DOCUMENT',
    describe: 'What has changed: a JSON file, - for the standard input, or DOCTYPE/ID of the stack'
  },
  at: {
    type: 'string',
    value: 'DATE',
    describe: 'When the clock of the stack reaches it, in UTC; at once where it is past'
  }
} as const satisfies Options

const shared = { topic: 'Look at jobs', json: true } as const

/** The commands of triggers. */
export const TRIGGER_COMMANDS: readonly Command[] = [
  {
    ...shared,
    name: 'triggers ls',
    summary: 'List the triggers: what each runs, and when next',
    positionals: [],
    options: TRIGGER_OPTIONS,
    examples: [['cozy-jobs triggers ls', 'In words, with what can not work']],
    load: () => import('./list.js')
  },
  {
    ...shared,
    name: 'triggers fire',
    summary: 'Make the job of a trigger as if it had fired by itself',
    details:
      'A debounce is not waited for. A webhook gets the document as its payload. What is put off with --at is kept over a restart of the stack.',
    positionals: [{ name: 'ID', describe: 'As "triggers ls" shows it, or whole' }],
    options: FIRE_OPTIONS,
    examples: [
      ['cozy-jobs triggers fire 3f2a1b4c', 'What a trigger of each morning does'],
      ['cozy-jobs triggers fire 3f2a1b4c --doc operation.json', 'As if this document had been created'],
      [
        'cozy-jobs triggers fire 3f2a1b4c --at 2027-02-28T05:00:00Z',
        'Then: "clock set" takes the clock there'
      ]
    ],
    load: () => import('./fire.js')
  }
]
