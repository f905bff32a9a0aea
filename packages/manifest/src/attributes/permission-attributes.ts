import type { Attribute } from './attribute.js'
import { doctypes } from './patterns.js'
import { list, oneOf, text } from './shape.js'

/** What one permission says. */
export const PERMISSION: readonly Attribute[] = [
  {
    name: 'type',
    shape: doctypes(),
    description: 'The doctype; with `.*` at its end, all doctypes below it.',
    example: 'io.cozy.bank.operations',
    refused: 'io.cozy.*',
    required: true
  },
  {
    name: 'description',
    shape: text(),
    description: 'Why the app needs it, told to the owner.',
    example: 'Required to categorize the operations',
    refused: 1
  },
  {
    name: 'verbs',
    shape: list(oneOf('ALL', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE')),
    description: 'What it may do, by HTTP verb. `ALL` stands for all of them.',
    example: ['GET', 'PUT'],
    refused: ['READ'],
    default: ['ALL']
  },
  {
    name: 'values',
    shape: list(text()),
    description: 'Only these: ids, or values of the attribute that `selector` names.',
    example: ['io.cozy.files.music-dir'],
    refused: 'io.cozy.files.music-dir'
  },
  {
    name: 'selector',
    shape: text(),
    description: 'The attribute that `values` are looked for in; the id where absent.',
    example: 'worker',
    refused: true
  }
]
