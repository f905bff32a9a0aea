import { ACCEPTED_DOCUMENTS, ENTRYPOINT } from './app-attributes.js'
import type { Attribute } from './attribute.js'
import { ACTIONS } from './known-values.js'
import { appPath, url } from './patterns.js'
import { ROUTE, SERVICE } from './service-attributes.js'
import { flag, list, map, object, oneOf, text } from './shape.js'

const INTENT: readonly Attribute[] = [
  {
    name: 'action',
    shape: text({ known: ACTIONS }),
    description: 'What is done: `CREATE`, `EDIT`, `OPEN`, `PICK`, `SHARE` or a word of its own.',
    example: 'PICK',
    refused: ['PICK'],
    required: true
  },
  {
    name: 'type',
    shape: list(text()),
    description: 'With which doctypes or MIME types. Doctypes need a permission.',
    example: ['io.cozy.files', 'image/*'],
    refused: 'io.cozy.files',
    required: true
  },
  {
    name: 'href',
    shape: appPath(),
    description: 'The page of the app that does it.',
    example: '/pick',
    refused: 'pick',
    required: true
  }
]

const MOBILE: readonly Attribute[] = [
  {
    name: 'schema',
    shape: text({ pattern: '^[a-z][a-z0-9+.-]*://', what: 'a scheme such as "cozypass://"' }),
    description: 'The scheme of addresses that the mobile app opens.',
    example: 'cozypass://',
    refused: 'cozypass'
  },
  {
    name: 'id_playstore',
    shape: text(),
    description: 'Its id on Google PlayStore.',
    example: 'io.cozy.pass',
    refused: 1
  },
  {
    name: 'id_appstore',
    shape: text(),
    description: 'Its id on Apple AppStore.',
    example: 'cozy-pass/id1502262449',
    refused: 1_502_262_449
  }
]

const PLATFORM: readonly Attribute[] = [
  {
    name: 'type',
    shape: text(),
    description: 'The system: `ios`, `android`, `linux` …',
    example: 'ios',
    refused: 1,
    required: true
  },
  { name: 'url', shape: url(), description: 'Where to get it.', example: 'https://cozy.io', refused: 1 }
]

/** What only a web app has. */
export const WEBAPP_ONLY: readonly Attribute[] = [
  {
    name: 'type',
    shape: oneOf('webapp'),
    description: 'The kind of program.',
    example: 'webapp',
    refused: 'konnector',
    required: true
  },
  {
    name: 'routes',
    shape: map(object(ROUTE)),
    description:
      'Which folder answers for which path. Keys start with a slash; the longest that fits counts.',
    example: { '/': { folder: '/', index: 'index.html', public: false } },
    refused: ['/'],
    default: { '/': { folder: '/', index: 'index.html', public: false } }
  },
  {
    name: 'services',
    shape: map(object(SERVICE)),
    description: 'The programs that the stack runs for the app.',
    example: { daily: { type: 'node', file: 'services/daily.js', trigger: '@cron 0 0 5 * * *' } },
    refused: [{ file: 'services/daily.js' }],
    default: {}
  },
  {
    name: 'intents',
    shape: list(object(INTENT)),
    description: 'What the app does for other apps.',
    example: [{ action: 'PICK', type: ['io.cozy.files'], href: '/pick' }],
    refused: { action: 'PICK', type: ['io.cozy.files'], href: '/pick' },
    default: []
  },
  {
    name: 'client_url_flag',
    shape: text(),
    description: 'The feature flag that holds the address of the app where it lives on another domain.',
    example: 'banks.client-url',
    refused: true
  },
  {
    name: 'entrypoints',
    shape: list(object(ENTRYPOINT)),
    description: 'Pages of the app to which other apps link.',
    example: [{ name: 'new-file', title: { en: 'New file' }, hash: '/file/new' }],
    refused: { name: 'new-file' }
  },
  {
    name: 'mobile',
    shape: object(MOBILE),
    description: 'How the mobile app is opened and found.',
    example: { schema: 'cozypass://', id_playstore: 'io.cozy.pass' },
    refused: true
  },
  {
    name: 'platforms',
    shape: list(object(PLATFORM)),
    description: 'The same app for other systems.',
    example: [{ type: 'ios', url: 'https://cozy.io' }],
    refused: 'ios'
  },
  {
    name: 'accept_from_flagship',
    shape: flag(),
    description: 'Whether the flagship app may hand files over to it.',
    example: true,
    refused: 'yes',
    default: false
  },
  {
    name: 'accept_documents_from_flagship',
    shape: object(ACCEPTED_DOCUMENTS),
    description: 'Which files the flagship app may hand over, and to which page.',
    example: {
      accepted_mime_types: ['image/*'],
      max_number_of_files: 10,
      max_size_per_file_in_MB: 10,
      route_to_upload: '/#/upload'
    },
    refused: ['image/*']
  }
]
