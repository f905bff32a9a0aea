import type { Attribute } from './attribute.js'
import { path } from './patterns.js'
import { flag, oneOf, text } from './shape.js'

/** What one service says. */
export const SERVICE: readonly Attribute[] = [
  {
    name: 'type',
    shape: oneOf('node'),
    description: 'The kind of code; `node` is the only one.',
    example: 'node',
    refused: 'browser',
    default: 'node'
  },
  {
    name: 'file',
    shape: path(),
    description: 'The built file with all its dependencies, from the root of the build.',
    example: 'services/onOperationCreate.js',
    refused: ['services/onOperationCreate.js'],
    required: true
  },
  {
    name: 'trigger',
    shape: text(),
    description: 'When it runs. Absent for a service that other programs start.',
    example: '@event io.cozy.bank.operations:CREATED',
    refused: '@event'
  },
  {
    name: 'debounce',
    shape: text(),
    description: 'The least delay between two runs: `3m`, `30s`. Absent: it runs at once.',
    example: '3m',
    refused: 3
  },
  {
    name: 'trigger_id',
    shape: text(),
    description: 'The trigger that the stack has made of `trigger`.',
    example: '',
    refused: 1,
    writtenByStack: true
  }
]

/** What one route says. */
export const ROUTE: readonly Attribute[] = [
  {
    name: 'folder',
    shape: path(),
    description: 'The folder of the build whose files it serves.',
    example: '/',
    refused: false,
    required: true
  },
  {
    name: 'index',
    shape: text(),
    description: 'The page that answers for the very path; the stack fills its template variables in.',
    example: 'index.html',
    refused: true,
    default: ''
  },
  {
    name: 'public',
    shape: flag(),
    description: 'Whether visitors who are not the owner may see it.',
    example: false,
    refused: 'no',
    default: false
  }
]
