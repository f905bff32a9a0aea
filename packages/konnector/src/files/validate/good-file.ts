import type { Logger } from '@cozy-jobs/logging'
import type { CozyFile } from '../../cozy/api.js'
import { isTypeOfName } from './media-type.js'

/** What a file must be where the konnector does not say: not empty, and of the kind that its name says. */
export const isGoodFile = (log: Pick<Logger, 'warn'>, { name, size, mime }: CozyFile): boolean => {
  if (Number(size) === 0) {
    log.warn(`${name} is empty`)
    log.warn('BAD_FILE_SIZE')
    return false
  }
  if (mime && !isTypeOfName(mime, name)) {
    log.warn(`${name} and ${mime} do not correspond`)
    log.warn('BAD_MIME_TYPE')
    return false
  }
  return true
}
