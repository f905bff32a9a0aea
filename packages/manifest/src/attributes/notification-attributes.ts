import type { Attribute } from './attribute.js'
import { flag, map, oneOf, text, whole } from './shape.js'

/** What one kind of notification says. */
export const NOTIFICATION: readonly Attribute[] = [
  {
    name: 'description',
    shape: text(),
    description: 'What it tells the owner of, for the settings page.',
    example: 'Alert the user when its account balance is negative',
    refused: 0
  },
  {
    name: 'collapsible',
    shape: flag(),
    description: 'Only its last value matters: a new one replaces the one before.',
    example: true,
    refused: 'yes',
    default: false
  },
  {
    name: 'multiple',
    shape: flag(),
    description: 'It has sub-categories, told by `category_id` when it is sent.',
    example: true,
    refused: 'yes',
    default: false
  },
  {
    name: 'stateful',
    shape: flag(),
    description: 'It is sent again only if its `state` differs from the last one that was sent.',
    example: true,
    refused: 'yes',
    default: false
  },
  {
    name: 'default_priority',
    shape: oneOf('high', 'normal'),
    description: 'The priority for mobile systems when the notification names none.',
    example: 'high',
    refused: 'urgent'
  },
  {
    name: 'time_to_live',
    shape: whole(0),
    description: 'For how long it is worth showing, in nanoseconds.',
    example: 3_600_000_000_000,
    refused: '1h'
  },
  {
    name: 'min_interval',
    shape: whole(0),
    description: 'The least time between two of them, in nanoseconds.',
    example: 60_000_000_000,
    refused: '1m'
  },
  {
    name: 'templates',
    shape: map(text({ pattern: '^file:', what: 'the address of a file in the build: "file:./PATH"' })),
    description: 'By channel (`mail`), a template in the build.',
    example: { mail: 'file:./notifications/account-balance-mail.tpl' },
    refused: ['notifications/account-balance-mail.tpl']
  }
]
