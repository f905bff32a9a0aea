import { buffer } from 'node:stream/consumers'
import type { HttpRequest } from '../../http/api.js'
import { isHttp } from '../../http/is-http.js'
import type { FilesContext } from '../context.js'
import type { FileEntry, RequestOptions } from '../entry.js'
import type { FilesSettings } from '../options.js'
import { notFetched, type Opened } from './opened.js'
import { toOpened } from './to-opened.js'

type RequestInstance = (options: object) => unknown

/** Options of `request`, as `http` has them. */
const toHttpRequest = ({ qs, headers, ...options }: RequestOptions): HttpRequest => {
  const { method, form, multipart, body, timeout, query = qs, json } = options
  return {
    ...(method !== undefined && { method }),
    ...(headers !== undefined && { headers }),
    ...(query !== undefined && { query }),
    ...(form !== undefined && { form }),
    ...(multipart !== undefined && { multipart }),
    // With `request`, `json: true` says that the body is JSON.
    ...(json === true && body !== undefined ? { json: body } : body !== undefined && { body }),
    ...(typeof json === 'object' && { json }),
    ...(timeout !== undefined && { timeout })
  }
}

const download = (context: FilesContext, entry: FileEntry, settings: FilesSettings): unknown => {
  const { requestInstance } = settings
  const requestOptions = (entry.requestOptions ?? {}) as RequestOptions
  const address = requestOptions.uri ?? requestOptions.url ?? (entry.fileurl as string | undefined)
  if (!address) throw notFetched('its entry has no address')
  if (typeof requestInstance === 'function' && !isHttp(requestInstance)) {
    // Bytes, should it answer with a body and not with a stream.
    const options = { uri: address, method: 'GET', encoding: null, ...requestOptions }
    return (requestInstance as RequestInstance)(options)
  }
  const http = isHttp(requestInstance) ? requestInstance : context.http
  return http.request(address, toHttpRequest(requestOptions))
}

const sourceOf = (context: FilesContext, entry: FileEntry, settings: FilesSettings): unknown => {
  const { filestream, fetchFile = settings.fetchFile } = entry
  if (filestream) return typeof filestream === 'function' ? (filestream as () => unknown)() : filestream
  return fetchFile ? fetchFile(entry) : download(context, entry, settings)
}

/**
 * Begins to read the content of an entry.
 *
 * @throws KonnectorError `FILE_DOWNLOAD_FAILED`, and what the konnector's own functions throw
 */
export const openContent = async (
  context: FilesContext,
  entry: FileEntry,
  settings: FilesSettings
): Promise<Opened> => {
  // Not awaited before it is looked at: what `request` answers is a stream and a promise.
  const opened = await toOpened(sourceOf(context, entry, settings))
  const { postProcessFile } = settings
  if (!postProcessFile || entry.filestream || entry.fetchFile || settings.fetchFile) return opened
  context.log.warn(
    'Be carefull postProcessFile option is deprecated. You should use the filestream attribute in each entry instead'
  )
  return toOpened(await postProcessFile(await buffer(opened.bytes as AsyncIterable<Uint8Array>)))
}
