import { STACK_OPTIONS } from '../../http/stack-options.js'
import type { Command, Options, PositionalSpec } from '../../registry/command.js'

export const DATA_OPTIONS = STACK_OPTIONS

export const FIND_OPTIONS = {
  where: {
    type: 'list',
    value: 'CONDITION',
    short: 'w',
    describe:
      'field=value, also with != > >= < <=, once for each condition; numbers, true, false, null are read as such'
  },
  selector: {
    type: 'string',
    value: 'JSON',
    describe: 'Conditions as CouchDB has them; beside --where both hold'
  },
  sort: {
    type: 'string',
    value: 'FIELDS',
    describe: 'With commas between them; date:desc sorts from the last'
  },
  fields: { type: 'string', value: 'FIELDS', describe: 'Those alone, with commas between them' },
  limit: { type: 'string', value: 'NUMBER', default: '20', describe: 'How many; all for every one' },
  ...STACK_OPTIONS
} as const satisfies Options

export const PUT_OPTIONS = {
  id: { type: 'string', value: 'ID', describe: 'Its id, where the document does not say it' },
  force: { type: 'boolean', short: 'f', describe: 'Replace what is there, whichever revision it has' },
  ...STACK_OPTIONS
} as const satisfies Options

export const IMPORT_OPTIONS = {
  doctype: {
    type: 'string',
    value: 'DOCTYPE',
    describe: 'Of the lines of a file that its name does not say'
  },
  force: { type: 'boolean', short: 'f', describe: 'Replace documents and files that are there and differ' },
  'no-triggers': { type: 'boolean', describe: 'Set nothing going: on a stack of "cozy-jobs stack" alone' },
  ...STACK_OPTIONS
} as const satisfies Options

export const EXPORT_OPTIONS = {
  doctypes: {
    type: 'string',
    value: 'DOCTYPES',
    describe: 'Those alone, with commas between them (default: all that can be imported)'
  },
  'with-files': { type: 'boolean', describe: 'Also the files, with their contents' },
  'as-fixture': {
    type: 'boolean',
    describe: 'As the fixture.json of a job, in place of a file of lines for each doctype'
  },
  secrets: { type: 'boolean', describe: 'Also passwords and tokens of accounts, which are masked otherwise' },
  ...STACK_OPTIONS
} as const satisfies Options

const DOCTYPE: PositionalSpec = { name: 'DOCTYPE', describe: 'Such as io.cozy.contacts' }
const ID: PositionalSpec = { name: 'ID', describe: 'Of the document' }
const shared = { topic: 'Try things on a stack', json: true } as const

/** The commands of documents. */
export const DATA_COMMANDS: readonly Command[] = [
  {
    ...shared,
    name: 'data ls',
    summary: 'List the doctypes, and how many documents each has',
    positionals: [],
    options: DATA_OPTIONS,
    examples: [['cozy-jobs data ls', 'What there is']],
    load: () => import('./list.js')
  },
  {
    ...shared,
    name: 'data get',
    summary: 'Show a document',
    positionals: [DOCTYPE, ID],
    options: DATA_OPTIONS,
    examples: [['cozy-jobs data get io.cozy.contacts a1b2', 'As JSON']],
    load: () => import('./get.js')
  },
  {
    ...shared,
    name: 'data find',
    summary: 'Find documents by what is in them',
    details:
      'Makes the index that the question needs. A day such as 2026-01-31 stands for all moments of it. With --json all fields of each document.',
    positionals: [DOCTYPE],
    options: FIND_OPTIONS,
    examples: [
      [
        "cozy-jobs data find io.cozy.bank.operations --where 'amount<-100' --sort date:desc",
        'Large ones, the last first'
      ],
      ['cozy-jobs data find io.cozy.contacts -w me=true --json', 'For another program']
    ],
    load: () => import('./find.js')
  },
  {
    ...shared,
    name: 'data put',
    summary: 'Create or update a document',
    details:
      'One without _id is created. One with _id and _rev updates that revision. One with _id alone is created with it; where it is there already, --force replaces it.',
    positionals: [
      DOCTYPE,
      { name: 'FILE', optional: true, describe: 'JSON, one document (default: -, the standard input)' }
    ],
    options: PUT_OPTIONS,
    examples: [
      ['cozy-jobs data put io.cozy.todos todo.json', 'From a file'],
      [`echo '{"label":"Milk"}' | cozy-jobs data put io.cozy.todos`, 'From a pipe']
    ],
    load: () => import('./put.js')
  },
  {
    ...shared,
    name: 'data rm',
    summary: 'Delete a document',
    positionals: [DOCTYPE, ID],
    options: DATA_OPTIONS,
    examples: [['cozy-jobs data rm io.cozy.todos a1b2', 'Its last revision']],
    load: () => import('./remove.js')
  },
  {
    ...shared,
    name: 'data import',
    summary: 'Put many documents in: of a fixture.json, a file of lines, or an export',
    details:
      'A document that is there already with the same fields is left as it is; one that differs is told, and stays, unless --force is given. Files get ids of the stack, not those of the export.',
    positionals: [
      { name: 'FILE', describe: 'fixture.json, DOCTYPE.ndjson, a folder of "data export", or - for lines' }
    ],
    options: IMPORT_OPTIONS,
    examples: [
      ['cozy-jobs data import fixture.json', 'What a job is tried with'],
      ['cozy-jobs data import backup --no-triggers', 'An export, and no job runs for it'],
      ['cozy-jobs data import operations.ndjson --doctype io.cozy.bank.operations', 'A document a line']
    ],
    load: () => import('./import.js')
  },
  {
    ...shared,
    name: 'data export',
    summary: 'Write the documents of a Cozy into a folder, one file for each doctype',
    details:
      'The folder is written aside and takes its place once it is whole. An older export there is replaced; any other folder is refused.',
    positionals: [{ name: 'FOLDER', describe: 'A new one, or an export' }],
    options: EXPORT_OPTIONS,
    examples: [
      ['cozy-jobs data export backup --with-files', 'All documents and files'],
      ['cozy-jobs data export mine --doctypes io.cozy.contacts --as-fixture', 'For the fixture.json of a job']
    ],
    load: () => import('./export.js')
  }
]
