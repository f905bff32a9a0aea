import { KonnectorError } from '../../errors/konnector-error.js'
import { saidType } from '../validate/media-type.js'

/** A content that is being read. */
export interface Opened {
  bytes: AsyncIterable<unknown>
  /** As its source says it. */
  type?: string | undefined
  /** Bytes, as its source says them. */
  size?: number | undefined
}

/** A file that could not be fetched. */
export const notFetched = (reason: string, cause?: unknown): KonnectorError =>
  new KonnectorError('FILE_DOWNLOAD_FAILED', {
    message: `Failed to fetch a file: ${reason}. The next run tries again.`,
    cause
  })

type Headers = Readonly<Record<string, unknown>> | { get(name: string): string | null }

const headerOf = (headers: Headers | undefined, name: string): string | undefined => {
  const value =
    typeof headers?.['get'] === 'function'
      ? (headers as { get(name: string): string | null }).get(name)
      : (headers as Record<string, unknown> | undefined)?.[name]
  return typeof value === 'string' ? value : undefined
}

/** What the head of an answer says. @throws KonnectorError `FILE_DOWNLOAD_FAILED` for a status of 400 and more */
export const readHead = (status: number | undefined, headers: Headers | undefined): Omit<Opened, 'bytes'> => {
  if (status !== undefined && status >= 400) throw notFetched(`the provider answered ${status}`)
  const length = headerOf(headers, 'content-length')
  // Of what is compressed only the compressed length is known.
  const isPlain = (headerOf(headers, 'content-encoding') ?? 'identity') === 'identity'
  return {
    type: saidType(headerOf(headers, 'content-type')),
    size: isPlain && length !== undefined && /^\d+$/.test(length) ? Number(length) : undefined
  }
}

/** Ends the reading of what nobody will read to its end. */
export const release = async ({ bytes }: Opened): Promise<void> => {
  const { destroy, cancel } = bytes as { destroy?: () => void; cancel?: () => Promise<void> }
  if (typeof destroy === 'function') destroy.call(bytes)
  else if (typeof cancel === 'function') await cancel.call(bytes).catch(() => undefined)
}
