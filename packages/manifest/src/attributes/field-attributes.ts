import type { Attribute } from './attribute.js'
import { FIELD_TYPES } from './known-values.js'
import { anyObject, either, flag, list, text, whole } from './shape.js'

/** What one input of a konnector's form says. */
export const FIELD: readonly Attribute[] = [
  {
    name: 'type',
    shape: text({ known: FIELD_TYPES }),
    description: 'The kind of input: `text`, `password`, `email`, `dropdown`, `checkbox`, `hidden`.',
    example: 'password',
    refused: ['password']
  },
  {
    name: 'identifier',
    shape: flag(),
    description: 'Whether it tells one account from another. The field `login` does by default.',
    example: true,
    refused: 'login',
    default: false
  },
  {
    name: 'advanced',
    shape: flag(),
    description: 'Whether it stands in the advanced part of the form.',
    example: true,
    refused: 'yes',
    default: false
  },
  {
    name: 'isRequired',
    shape: flag(),
    description: 'Whether it must be filled in.',
    example: false,
    refused: 'no',
    default: true
  },
  {
    name: 'default',
    shape: either(text(), flag(), whole(), anyObject()),
    description: 'The value at first: a text, or the chosen option of a dropdown.',
    example: 'me@example.org',
    refused: ['me@example.org']
  },
  {
    name: 'description',
    shape: text(),
    description: 'The key of its translated description.',
    example: 'field.login.help',
    refused: 1
  },
  {
    name: 'label',
    shape: text(),
    description: 'The key of its translated label.',
    example: 'identifier',
    refused: 1
  },
  { name: 'min', shape: whole(0), description: 'The least number of characters.', example: 4, refused: '4' },
  { name: 'max', shape: whole(0), description: 'The most characters.', example: 12, refused: '12' },
  {
    name: 'options',
    shape: list(either(text(), anyObject())),
    description: 'The options of a dropdown.',
    example: [{ value: 'fr', name: 'France' }],
    refused: 'fr'
  },
  {
    name: 'pattern',
    shape: { schema: { type: 'string', format: 'regex' } },
    description: 'A regular expression that the value must match.',
    example: '^\\d{8}$',
    refused: '^(\\d{8}$'
  }
]
