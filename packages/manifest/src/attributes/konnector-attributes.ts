import type { Attribute } from './attribute.js'
import { FIELD } from './field-attributes.js'
import { DATA_TYPES, FEATURES } from './known-values.js'
import { doctype, path } from './patterns.js'
import { anyObject, either, flag, list, map, never, nothing, object, oneOf, text, whole } from './shape.js'

const field = object(FIELD)

/** A form may hold a group of further fields; its members look like fields. */
const fields = {
  schema: {
    type: 'object',
    properties: { advancedFields: map(field).schema, advanced_fields: map(field).schema },
    additionalProperties: field.schema
  },
  inner: { step: '.*.', attributes: FIELD }
}

/** What only a konnector has. */
export const KONNECTOR_ONLY: readonly Attribute[] = [
  {
    name: 'type',
    shape: oneOf('konnector'),
    description: 'The kind of program.',
    example: 'konnector',
    refused: 'webapp',
    required: true
  },
  {
    name: 'language',
    shape: text({ known: ['node'] }),
    description: 'The language in which it is written.',
    example: 'node',
    refused: 20
  },
  {
    name: 'frequency',
    shape: oneOf('monthly', 'weekly', 'daily', 'hourly'),
    description: 'How often it runs by itself.',
    example: 'daily',
    refused: 'yearly',
    default: 'weekly'
  },
  {
    name: 'time_interval',
    shape: list(whole(0, 24), 2),
    description: 'Between which hours of the day (UTC) it runs by itself.',
    example: [15, 21],
    refused: [15],
    default: [0, 5]
  },
  {
    name: 'fields',
    shape: fields,
    description: 'The inputs of its form, by name; the values are given to each run.',
    example: { login: { type: 'text' }, password: { type: 'password' } },
    refused: ['login', 'password'],
    default: {}
  },
  {
    name: 'folders',
    shape: list(
      object([
        {
          name: 'defaultDir',
          shape: text(),
          description: 'The folder; `$administrative`, `$photos`, `$konnector` and `$account` are filled in.',
          example: '$administrative/$konnector/$account',
          refused: 1,
          required: true
        }
      ])
    ),
    description: 'The folders into which it saves.',
    example: [{ defaultDir: '$administrative/$konnector/$account' }],
    refused: '$administrative'
  },
  {
    name: 'data_types',
    shape: list(text({ known: DATA_TYPES })),
    description: 'What it fetches.',
    example: ['bill'],
    refused: 'bill'
  },
  {
    name: 'doctypes',
    shape: list(doctype()),
    description: 'The doctypes that it writes, in older manifests.',
    example: ['io.cozy.bills'],
    refused: ['Bills']
  },
  {
    name: 'features',
    shape: list(text({ known: FEATURES })),
    description: 'How it was made.',
    example: ['LOGIN_OK'],
    refused: 'LOGIN_OK'
  },
  {
    name: 'qualification_labels',
    shape: list(text()),
    description: 'What the files are that it saves, by the labels of cozy-client.',
    example: ['isp_invoice'],
    refused: 'isp_invoice'
  },
  {
    name: 'messages',
    shape: list(text()),
    description: 'Names of messages that apps show in known places.',
    example: ['success_message'],
    refused: { success_message: 'Done' }
  },
  {
    name: 'oauth',
    shape: object([
      {
        name: 'scope',
        shape: either(text(), list(text()), never(), nothing()),
        description: 'What the provider is asked for; a list is joined by spaces; false or null sends none.',
        example: ['read', 'write'],
        refused: 1
      }
    ]),
    description: 'How the provider gives access by OAuth; its presence makes it an OAuth konnector.',
    example: { scope: ['read'] },
    refused: 'read'
  },
  {
    name: 'aggregator',
    shape: object([
      {
        name: 'accountId',
        shape: text(),
        description: 'The account of the aggregating service.',
        example: 'aggregator-service',
        refused: 1
      }
    ]),
    description: 'The service that fetches for several konnectors.',
    example: { accountId: 'aggregator-service' },
    refused: 'aggregator-service'
  },
  {
    name: 'parameters',
    shape: anyObject(),
    description: 'Given to each run as `COZY_PARAMETERS`.',
    example: { bankId: 100 },
    refused: 'bankId=100'
  },
  {
    name: 'vendor_link',
    shape: text(),
    description: 'The site of the provider.',
    example: 'https://www.orange.fr',
    refused: false
  },
  {
    name: 'clientSide',
    shape: flag(),
    description: 'Whether it runs in the flagship app instead of on the stack.',
    example: false,
    refused: 'no',
    default: false
  },
  {
    name: 'on_delete_account',
    shape: path(),
    description: 'The file of the build that runs when an account is deleted.',
    example: 'onDeleteAccount.js',
    refused: true
  },
  {
    name: 'banksTransactionRegExp',
    shape: { schema: { type: 'string', format: 'regex' } },
    description: 'Which labels of bank operations belong to its bills.',
    example: '\\bdebug\\b',
    refused: '(debug'
  },
  {
    name: 'uuid',
    shape: text(),
    description: 'An identifier that aggregators know.',
    example: 'c2a4f5d0-0b0e-4a6f-9f3a-3c5a5d6b7e8f',
    refused: 1
  }
]
