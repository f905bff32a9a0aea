import { STACK_OPTIONS } from '../../http/stack-options.js'
import type { Command, Options } from '../../registry/command.js'

const ADMIN = { 'admin-port': STACK_OPTIONS['admin-port'] } as const satisfies Options

export const MOVE_OPTIONS = {
  ...ADMIN,
  'no-wait': { type: 'boolean', describe: 'Go on while jobs run: their tokens may be out of date then' }
} as const satisfies Options

export const SHOW_OPTIONS = ADMIN

const shared = { topic: 'Run a stack', json: true } as const

const STANDS = 'It then stands still, so that nothing fires by itself, until "cozy-jobs clock resume".'

/** The commands that read and move the time of a stack. */
export const CLOCK_COMMANDS: readonly Command[] = [
  {
    ...shared,
    name: 'clock show',
    summary: "Show the time of a stack, and whether it is the machine's",
    positionals: [],
    options: SHOW_OPTIONS,
    examples: [['cozy-jobs clock show', 'Its date, in UTC']],
    load: () => import('./show.js')
  },
  {
    ...shared,
    name: 'clock advance',
    summary: 'Move the clock of a stack on: all that is due on the way fires, in its order',
    details: `Each job ends before the clock goes on. ${STANDS}`,
    positionals: [{ name: 'DURATION', describe: 'Such as 90s, 3d, 1w or 1h30m' }],
    options: MOVE_OPTIONS,
    examples: [
      ['cozy-jobs clock advance 3d', 'What a trigger of each morning does on three days'],
      ['cozy-jobs clock advance 3m', 'Ends the window of a debounce']
    ],
    load: () => import('./advance.js')
  },
  {
    ...shared,
    name: 'clock set',
    summary: 'Put the clock of a stack to a date, on or back',
    details: `What is due between now and then fires, in its order, and each job ends before the clock goes on. ${STANDS}`,
    positionals: [{ name: 'DATE', describe: 'In UTC, such as 2027-02-28T04:59:50Z or 2027-02-28' }],
    options: MOVE_OPTIONS,
    examples: [['cozy-jobs clock set 2027-02-28T04:59:50Z', 'Ten seconds before a trigger of 5 o’clock']],
    load: () => import('./set.js')
  },
  {
    ...shared,
    name: 'clock resume',
    summary: "Let the clock of a stack run again, with the machine's time",
    positionals: [],
    options: SHOW_OPTIONS,
    examples: [['cozy-jobs clock resume', 'What has become due meanwhile fires at once']],
    load: () => import('./resume.js')
  }
]
