import { OWN_DOMAIN, STACK_OPTIONS } from '../../http/stack-options.js'
import type { Command, Options, PositionalSpec } from '../../registry/command.js'

const ADMIN = { 'admin-port': STACK_OPTIONS['admin-port'] } as const satisfies Options

export const LIST_OPTIONS = {
  ...ADMIN,
  limit: { type: 'string', value: 'NUMBER', default: '20', describe: 'How many, the newest first' },
  state: {
    type: 'string',
    value: 'STATE',
    choices: ['queued', 'running', 'done', 'errored'],
    describe: 'Those in this state: queued, running, done, errored'
  },
  trigger: { type: 'string', value: 'ID', describe: 'Those of this trigger' }
} as const satisfies Options

export const SHOW_OPTIONS = ADMIN

export const LOGS_OPTIONS = {
  ...ADMIN,
  follow: {
    type: 'boolean',
    short: 'f',
    describe: 'Go on with the lines as they come, until the job has ended, or Ctrl-C'
  }
} as const satisfies Options

export const RERUN_OPTIONS = {
  ...ADMIN,
  edit: { type: 'boolean', describe: 'Change its input first, in the editor of VISUAL or EDITOR' }
} as const satisfies Options

export const WHY_OPTIONS = {
  ...ADMIN,
  domain: OWN_DOMAIN
} as const satisfies Options

const ID: PositionalSpec = { name: 'ID', describe: 'As "jobs ls" shows it, or whole' }

const shared = { topic: 'Look at jobs', json: true } as const

/** The commands that look at what jobs have done, and run them again. */
export const JOBS_COMMANDS: readonly Command[] = [
  {
    ...shared,
    name: 'jobs ls',
    summary: 'List what has run: when, why, how it ended',
    positionals: [],
    options: LIST_OPTIONS,
    examples: [
      ['cozy-jobs jobs ls', 'The last twenty'],
      ['cozy-jobs jobs ls --state errored', 'Those that failed']
    ],
    load: () => import('./list.js')
  },
  {
    ...shared,
    name: 'jobs show',
    summary: 'Show one job: why it ran, with what, its log, what it asked of the stack and wrote',
    details:
      'Secrets are not kept. What the real stack would accept in silence though it can not work stands as a warning.',
    positionals: [ID],
    options: SHOW_OPTIONS,
    examples: [['cozy-jobs jobs show 3f2a1b4c', 'All that is kept of it']],
    load: () => import('./show.js')
  },
  {
    ...shared,
    name: 'jobs logs',
    summary: 'Show what jobs have said, or say',
    positionals: [{ ...ID, optional: true }],
    options: LOGS_OPTIONS,
    examples: [
      ['cozy-jobs jobs logs -f', 'Every line of every job, as it comes'],
      ['cozy-jobs jobs logs 3f2a1b4c', 'The lines of one']
    ],
    load: () => import('./logs.js')
  },
  {
    ...shared,
    name: 'jobs rerun',
    summary: 'Run a job again, with the input that it had or another one',
    details:
      'The code is that of now. An input that held secrets is not kept whole: --edit lets you fill them in.',
    positionals: [ID],
    options: RERUN_OPTIONS,
    examples: [
      ['cozy-jobs jobs rerun 3f2a1b4c', 'The same event once more'],
      ['cozy-jobs jobs rerun 3f2a1b4c --edit', 'With a document that you change before']
    ],
    load: () => import('./rerun.js')
  },
  {
    ...shared,
    name: 'jobs why',
    summary: 'Say which triggers looked at the last changes of a document, and why each fired or did not',
    details: 'The changes are remembered over a restart of the stack, as long as the jobs are.',
    positionals: [{ name: 'DOCUMENT', describe: 'Its doctype and its id: DOCTYPE/ID' }],
    options: WHY_OPTIONS,
    examples: [['cozy-jobs jobs why io.cozy.bank.operations/a1b2', 'Why nothing ran, or what did']],
    load: () => import('./why.js')
  }
]
