import { extensionOf, typeOfName } from './extension-types.js'

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
    `application/vnd.ms-powerpoint application/x-iwork-keynote-sffkey
     application/vnd.oasis.opendocument.presentation application/vnd.oasis.opendocument.graphics
     application/vnd.openxmlformats-officedocument.presentationml.presentation`.split(/\s+/)
  ],
  [
    'spreadsheet',
    `application/vnd.ms-excel application/x-iwork-numbers-sffnumbers
     application/vnd.oasis.opendocument.spreadsheet
     application/vnd.openxmlformats-officedocument.spreadsheetml.sheet`.split(/\s+/)
  ],
  [
    'text',
    `application/msword application/x-iwork-pages-sffpages
     application/vnd.oasis.opendocument.text
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

/** The type that came with a file or else the one of its name; a shortcut is one whatever came with it. */
const sourceOf = (contentType: string, name: string): string => {
  const isKnown = contentType !== '' && contentType !== OCTETS && extensionOf(name) !== '.url'
  return isKnown ? contentType : (typeOfName(name) ?? OCTETS)
}

/** The type and class of a file, from the content type that came with it or else from its name. */
export const mimeOf = (contentType: string, name: string): { mime: string; class: string } => {
  const [type = ''] = sourceOf(contentType, name).split(';')
  const mime = type.trim()
  const found = CLASSES.find(([, types]) => types.includes(mime))
  return { mime, class: found?.[0] ?? mime.split('/')[0]! }
}
