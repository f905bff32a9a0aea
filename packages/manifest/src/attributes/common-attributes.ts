import type { Attribute } from './attribute.js'
import { CATEGORIES } from './known-values.js'
import { NOTIFICATION } from './notification-attributes.js'
import { language, path, url } from './patterns.js'
import { PERMISSION } from './permission-attributes.js'
import { anyObject, either, list, map, object, oneOf, text, whole } from './shape.js'

const NO_SPECIALS = { pattern: '^[^\\[\\]*+~.()\'"!:@]+$', what: 'a text without any of []*+~.()\'"!:@' }

/** What both kinds of manifest say of the program itself. */
export const COMMON: readonly Attribute[] = [
  {
    name: '$schema',
    shape: text(),
    description: 'Where an editor finds the JSON Schema of manifests; the stack takes no notice.',
    example: './node_modules/@cozy-jobs/manifest/schema/manifest.webapp.schema.json',
    refused: 7
  },
  {
    name: 'name',
    shape: text(),
    description: 'The name that the home shows.',
    example: 'Banks',
    refused: 42,
    required: true
  },
  {
    name: 'name_prefix',
    shape: text(),
    description: 'What is shown before the name.',
    example: 'Cozy',
    refused: 42
  },
  {
    name: 'slug',
    shape: text({ pattern: '^[a-z0-9-]+$', what: 'lower-case letters, digits and dashes' }),
    description: 'The name that addresses it; it should never change. An installation may choose another.',
    example: 'banks',
    refused: 'My Banks',
    required: true
  },
  {
    name: 'editor',
    shape: text(),
    description: 'Who publishes it; shown in the bar of the app.',
    example: 'Cozy',
    refused: { name: 'Cozy' },
    required: true
  },
  {
    name: 'version',
    shape: text({ pattern: '^\\d+\\.\\d+\\.\\d+([-+].+)?$', what: 'a version such as "1.0.0"' }),
    description: 'The version of the program.',
    example: '1.0.0',
    refused: '1',
    required: true
  },
  {
    name: 'icon',
    shape: path(),
    description: 'The icon for the home, a path in the build.',
    example: 'icon.svg',
    refused: ['icon.svg']
  },
  {
    name: 'screenshots',
    shape: list(path()),
    description: 'Pictures of the program, paths in the build.',
    example: ['screenshots/start.png'],
    refused: 'screenshots/start.png'
  },
  {
    name: 'category',
    shape: text({ known: CATEGORIES }),
    description: 'The category; older manifests have one, newer ones `categories`.',
    example: 'banking',
    refused: ['banking']
  },
  {
    name: 'categories',
    shape: list(text({ known: CATEGORIES })),
    description: 'The categories under which the store shows it.',
    example: ['banking'],
    refused: 'banking',
    default: ['others']
  },
  {
    name: 'tags',
    shape: list(text()),
    description: 'Words by which it is found.',
    example: ['money'],
    refused: 'money'
  },
  {
    name: 'short_description',
    shape: text(),
    description: 'What it does, in a sentence.',
    example: 'Follow your accounts',
    refused: []
  },
  {
    name: 'long_description',
    shape: text(),
    description: 'What it does, at length.',
    example: 'See all your accounts and bills in one place.',
    refused: []
  },
  {
    name: 'source',
    shape: text(),
    description: 'Where its files can be downloaded; without a branch, the branch `build`.',
    example: 'https://github.com/cozy/cozy-banks.git@build',
    refused: { git: 'https://github.com/cozy/cozy-banks.git' }
  },
  {
    name: 'developer',
    shape: object([
      { name: 'name', shape: text(), description: 'The name of the developer.', example: 'Cozy', refused: 1 },
      { name: 'url', shape: url(), description: 'Their site.', example: 'https://cozy.io', refused: 'a site' }
    ]),
    description: 'Who wrote it.',
    example: { name: 'Cozy', url: 'https://cozy.io' },
    refused: 'Cozy'
  },
  {
    name: 'langs',
    shape: list(language()),
    description: 'The languages in which it speaks.',
    example: ['en', 'fr'],
    refused: ['English']
  },
  {
    name: 'locales',
    shape: map(anyObject()),
    description:
      'By language, what stands for `name`, the descriptions, `fields`, `permissions`, `changes` …',
    example: { fr: { short_description: 'Suivez vos comptes' } },
    refused: { fr: 'Suivez vos comptes' }
  },
  {
    name: 'license',
    shape: text(),
    description: 'The SPDX identifier of its licence.',
    example: 'AGPL-3.0',
    refused: ['AGPL-3.0']
  },
  {
    name: 'manifest_version',
    shape: either(text(), whole(1)),
    description: 'The version of the format of the manifest.',
    example: '2',
    refused: false
  },
  {
    name: 'permissions',
    shape: map(object(PERMISSION)),
    description:
      'What it may do with which doctypes. The key is the name under which `locales` translates it.',
    example: { operations: { type: 'io.cozy.bank.operations' } },
    refused: ['io.cozy.bank.operations'],
    default: {}
  },
  {
    name: 'notifications',
    shape: map(object(NOTIFICATION)),
    description: 'The kinds of notification that it sends.',
    example: { 'account-balance': { description: 'The balance is negative' } },
    refused: ['account-balance'],
    default: {}
  },
  {
    name: 'partnership',
    shape: object([
      {
        name: 'icon',
        shape: path(),
        description: 'A path in the build.',
        example: 'partner.svg',
        refused: 1
      },
      { name: 'name', shape: text(), description: 'The name of the partner.', example: 'A bank', refused: 1 },
      { name: 'domain', shape: text(), description: 'Its domain.', example: 'bank.example', refused: 1 },
      {
        name: 'description',
        shape: text(),
        description: 'What the partnership is.',
        example: 'Made with',
        refused: 1
      }
    ]),
    description: 'A partnership that the store tells of.',
    example: { name: 'A bank', icon: 'partner.svg' },
    refused: 'A bank'
  },
  {
    name: 'terms',
    shape: object([
      {
        name: 'id',
        shape: text(NO_SPECIALS),
        description: 'The name under which the acceptance is stored.',
        example: 'banks-terms',
        refused: 'banks.terms',
        required: true
      },
      {
        name: 'url',
        shape: url(),
        description: 'Where they can be read.',
        example: 'https://cozy.io/terms',
        refused: 'our terms',
        required: true
      },
      {
        name: 'version',
        shape: text(NO_SPECIALS),
        description: 'Their version; another one is to be accepted anew.',
        example: '2024-01',
        refused: '1.0',
        required: true
      }
    ]),
    description: 'Terms that the owner must accept before the installation.',
    example: { id: 'banks-terms', url: 'https://cozy.io/terms', version: '2024-01' },
    refused: 'https://cozy.io/terms'
  },
  {
    name: 'state',
    shape: oneOf(
      ...['installing', 'upgrading', 'installed', 'ready', 'errored', 'uninstalling', 'available'].flatMap(
        state => [state, state.toUpperCase()]
      )
    ),
    description: 'How far the installation is.',
    example: 'ready',
    refused: 'paused',
    writtenByStack: true
  }
]
