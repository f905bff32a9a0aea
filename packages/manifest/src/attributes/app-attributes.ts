import type { Attribute } from './attribute.js'
import { either, flag, list, map, object, text, whole } from './shape.js'

const CONDITION: readonly Attribute[] = [
  {
    name: 'type',
    shape: text(),
    description: 'What is looked at.',
    example: 'flag',
    refused: 1
  },
  {
    name: 'name',
    shape: text(),
    description: 'The name of the flag.',
    example: 'office.enabled',
    refused: 1
  },
  {
    name: 'value',
    shape: either(flag(), text(), whole()),
    description: 'What the flag must be.',
    example: true,
    refused: [true]
  }
]

/** What one entry point says. */
export const ENTRYPOINT: readonly Attribute[] = [
  { name: 'name', shape: text(), description: 'Its name.', example: 'new-file', refused: 1, required: true },
  {
    name: 'title',
    shape: map(text()),
    description: 'Its title, by language.',
    example: { en: 'New file' },
    refused: 'New file'
  },
  {
    name: 'hash',
    shape: text(),
    description: 'The route within the page of the app.',
    example: '/file/new',
    refused: 1
  },
  { name: 'icon', shape: text(), description: 'An SVG in base64.', example: 'PHN2Zy8+', refused: 1 },
  {
    name: 'conditions',
    shape: list(object(CONDITION)),
    description: 'It is shown only where these hold.',
    example: [{ type: 'flag', name: 'office.enabled', value: true }],
    refused: 'office.enabled'
  }
]

/** What the flagship app may hand over. */
export const ACCEPTED_DOCUMENTS: readonly Attribute[] = [
  {
    name: 'accepted_mime_types',
    shape: list(text({ pattern: '^[^/\\s]+/[^/\\s]+$', what: 'a MIME type such as "application/pdf"' })),
    description: 'The types of files; `*/*` for all.',
    example: ['application/pdf', 'image/*'],
    refused: ['pdf']
  },
  {
    name: 'max_number_of_files',
    shape: whole(1),
    description: 'How many files at once.',
    example: 10,
    refused: 0,
    required: true
  },
  {
    name: 'max_size_per_file_in_MB',
    shape: whole(1),
    description: 'How large each of them may be, in megabytes.',
    example: 10,
    refused: '10',
    required: true
  },
  {
    name: 'route_to_upload',
    shape: text({ pattern: '^/', what: 'a path that starts with a slash' }),
    description: 'The page of the app that receives them.',
    example: '/#/upload?fromFlagshipUpload=true',
    refused: 'upload'
  }
]
