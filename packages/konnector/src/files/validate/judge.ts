import type { Logger } from '@cozy-jobs/logging'
import { KonnectorError } from '../../errors/konnector-error.js'
import type { Seen } from './look.js'
import { typeOfName } from './media-type.js'

/** A file that the provider sent and that is not saved. */
export const badFile = (name: string, reason: string): KonnectorError =>
  new KonnectorError('BAD_DOWNLOADED_FILE', {
    message: `Failed to save ${name}: ${reason}. Look at its address, and at what the provider sends there.`
  })

/** A PDF that has objects, but not the line that each one ends with. */
const isCutPdf = ({ head, tail }: Seen): boolean =>
  head.subarray(0, 1024).includes('%PDF-') &&
  / 0 obj/.test(head.toString('latin1')) &&
  !tail.includes('%%EOF')

/** A page in place of a file, whatever the provider or the konnector says of its type. Texts may quote one. */
const isPage = ({ head }: Seen, type: string | undefined): boolean =>
  type !== undefined &&
  !/^text\/|html|xml/.test(type) &&
  /^[\s\uFEFF]*<(?:!doctype html|html[\s>])/i.test(head.subarray(0, 1024).toString())

/** What a content is looked at for. */
export interface Expected {
  name: string
  /** The type that the file will say; that of its name where absent. */
  type: string | undefined
  /** Bytes that were announced. */
  size: number | undefined
  /** The checks that are made where the konnector has none of its own. */
  usual: boolean
  /** Whether the content itself must be of the type. */
  sniff: boolean
}

/** Judges a content before it has become a file. What it throws is `BAD_DOWNLOADED_FILE`. */
export const judgeContent =
  (log: Pick<Logger, 'warn'>, { name, type, size, usual, sniff }: Expected) =>
  async (seen: Seen): Promise<void> => {
    if (size !== undefined && seen.size < size) {
      throw badFile(name, `it broke off after ${seen.size} of ${size} bytes`)
    }
    if (usual && seen.size === 0) {
      log.warn(`${name} is empty`)
      log.warn('BAD_FILE_SIZE')
      throw badFile(name, 'it is empty')
    }
    if (usual && isCutPdf(seen)) {
      log.warn('BAD_FILE_SIZE')
      throw badFile(name, 'the PDF is cut: it has no end')
    }
    if (usual && isPage(seen, type ?? typeOfName(name))) {
      log.warn('BAD_MIME_TYPE')
      throw badFile(name, 'the provider has sent a page of HTML')
    }
    if (sniff) {
      const { fileTypeFromBuffer } = await import('file-type')
      const found = await fileTypeFromBuffer(seen.head)
      if (!found) {
        log.warn('Could not find mime type from file content')
        throw badFile(name, 'its content is of no kind that is known')
      }
      if (found.mime !== (type ?? typeOfName(name))) {
        log.warn(`Wrong file type from content ${JSON.stringify(found)}`)
        throw badFile(name, `its content is ${found.mime}`)
      }
    }
  }
