import { extname } from 'node:path'

/** The types of what jobs save. Others are sent with their type, or are of none. */
const BY_EXTENSION: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.gif': 'image/gif',
  '.html': 'text/html',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.md': 'text/markdown',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.url': 'application/internet-shortcut',
  '.webp': 'image/webp',
  '.xml': 'text/xml',
  '.zip': 'application/zip'
}

const OCTETS = 'application/octet-stream'

/** The class of a type where it is not the part before the slash. */
const CLASSES: readonly (readonly [string, readonly string[]])[] = [
  ['files', [OCTETS]],
  ['binary', ['application/x-apple-diskimage', 'application/x-msdownload']],
  [
    'code',
    `text/html text/css text/xml application/js text/x-c text/x-go text/x-python application/x-ruby`.split(
      ' '
    )
  ],
  ['pdf', ['application/pdf']],
  [
    'slide',
    `application/vnd.ms-powerpoint application/vnd.oasis.opendocument.presentation
     application/vnd.openxmlformats-officedocument.presentationml.presentation`.split(/\s+/)
  ],
  [
    'spreadsheet',
    `application/vnd.ms-excel application/vnd.oasis.opendocument.spreadsheet
     application/vnd.openxmlformats-officedocument.spreadsheetml.sheet`.split(/\s+/)
  ],
  [
    'text',
    `application/msword application/vnd.oasis.opendocument.text
     application/vnd.openxmlformats-officedocument.wordprocessingml.document`.split(/\s+/)
  ],
  [
    'zip',
    `application/x-7z-compressed application/x-rar-compressed application/zip application/gzip application/x-tar`.split(
      ' '
    )
  ],
  ['shortcut', ['application/internet-shortcut']]
]

/** The type and class of a file, from the content type that came with it or else from its name. */
export const mimeOf = (contentType: string, name: string): { mime: string; class: string } => {
  const isKnown = contentType !== '' && contentType !== OCTETS
  const [type = ''] = (isKnown ? contentType : (BY_EXTENSION[extname(name).toLowerCase()] ?? OCTETS)).split(
    ';'
  )
  const mime = type.trim()
  const found = CLASSES.find(([, types]) => types.includes(mime))
  return { mime, class: found?.[0] ?? mime.split('/')[0]! }
}
