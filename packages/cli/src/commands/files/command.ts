import { STACK_OPTIONS } from '../../http/stack-options.js'
import type { Command, Options, PositionalSpec } from '../../registry/command.js'

export const LS_OPTIONS = {
  long: { type: 'boolean', short: 'l', describe: 'Size, date and type of each' },
  ...STACK_OPTIONS
} as const satisfies Options

export const CAT_OPTIONS = STACK_OPTIONS

export const PUT_OPTIONS = {
  force: { type: 'boolean', short: 'f', describe: 'Replace a file that is there: it becomes a new version' },
  mime: { type: 'string', value: 'TYPE', describe: 'Its type (default: by its name)' },
  ...STACK_OPTIONS
} as const satisfies Options

export const MKDIR_OPTIONS = {
  parents: {
    type: 'boolean',
    short: 'p',
    describe: 'Make those above it too; one that is there is no mistake'
  },
  ...STACK_OPTIONS
} as const satisfies Options

export const RM_OPTIONS = {
  recursive: { type: 'boolean', short: 'r', describe: 'Also a directory, with all that is in it' },
  permanent: { type: 'boolean', describe: 'Past the trash: nothing is left' },
  ...STACK_OPTIONS
} as const satisfies Options

export const TREE_OPTIONS = {
  depth: { type: 'string', value: 'NUMBER', describe: 'How far down (default: all)' },
  ...STACK_OPTIONS
} as const satisfies Options

const PATH: PositionalSpec = { name: 'PATH', describe: 'In the Cozy: /Documents/bill.pdf' }
const shared = { topic: 'Try things on a stack', json: true } as const
const DASH = 'Behind -- also what begins with a dash is a name.'

/** The commands of files. */
export const FILES_COMMANDS: readonly Command[] = [
  {
    ...shared,
    name: 'files ls',
    summary: 'List a directory',
    details: DASH,
    positionals: [{ ...PATH, optional: true, describe: `${PATH.describe} (default: /)` }],
    options: LS_OPTIONS,
    examples: [
      ['cozy-jobs files ls', 'What lies at the top'],
      ['cozy-jobs files ls -l "/My bills"', 'With sizes and dates']
    ],
    load: () => import('./list.js')
  },
  {
    ...shared,
    name: 'files cat',
    summary: 'Write the content of a file to the standard output, as it is',
    details: `With --json what is known of the file. ${DASH}`,
    positionals: [PATH],
    options: CAT_OPTIONS,
    examples: [['cozy-jobs files cat /Photos/cat.jpg', 'To be written into a file, or to another program']],
    load: () => import('./cat.js')
  },
  {
    ...shared,
    name: 'files put',
    summary: 'Upload a file',
    details: `It goes bit by bit, however large it is. A PATH that ends in / is a directory. ${DASH}`,
    positionals: [
      { name: 'LOCAL', describe: 'A file of this machine; - for the standard input' },
      { ...PATH, optional: true, describe: 'Where to, its name with it (default: its name, at the top)' }
    ],
    options: PUT_OPTIONS,
    examples: [
      ['cozy-jobs files put bill.pdf /Administrative/', 'Into that directory, under its own name'],
      ['cozy-jobs files put - /dump.sql --force', 'What another program writes into a pipe']
    ],
    load: () => import('./put.js')
  },
  {
    ...shared,
    name: 'files mkdir',
    summary: 'Make a directory',
    positionals: [PATH],
    options: MKDIR_OPTIONS,
    examples: [['cozy-jobs files mkdir -p /Administrative/Bills/2026', 'With those above it']],
    load: () => import('./mkdir.js')
  },
  {
    ...shared,
    name: 'files rm',
    summary: 'Put a file or a directory into the trash',
    details: DASH,
    positionals: [PATH],
    options: RM_OPTIONS,
    examples: [
      ['cozy-jobs files rm /notes.txt', 'It can be restored'],
      ['cozy-jobs files rm -r --permanent /Old', 'It can not']
    ],
    load: () => import('./remove.js')
  },
  {
    ...shared,
    name: 'files tree',
    summary: 'Draw a directory with all that is below it',
    positionals: [{ ...PATH, optional: true, describe: `${PATH.describe} (default: /)` }],
    options: TREE_OPTIONS,
    examples: [['cozy-jobs files tree --depth 2', 'Two levels of the whole Cozy']],
    load: () => import('./tree.js')
  }
]
