import type { FormFile, HttpRequest, Multipart } from '../api.js'
import { encodeForm } from '../charset/encode-text.js'
import { pairsOf } from '../query.js'
import type { PreparedBody } from './prepared-request.js'

/** A body, with the type that goes with it where the request gives none. */
export interface EncodedBody {
  body: PreparedBody
  type: string | undefined
}

type BlobPart = NonNullable<ConstructorParameters<typeof Blob>[0]>[number]
type PartValue = Exclude<Exclude<Multipart, FormData>[string], readonly unknown[]>

const isFile = (value: unknown): value is FormFile =>
  typeof value === 'object' && value !== null && 'content' in value

const bytesOf = async (content: FormFile['content']): Promise<BlobPart[]> => {
  if (typeof content === 'string' || content instanceof Blob) return [content]
  if (content instanceof Uint8Array) return [content]
  const chunks: BlobPart[] = []
  for await (const chunk of content) chunks.push(chunk)
  return chunks
}

const append = async (form: FormData, name: string, value: PartValue): Promise<void> => {
  if (value instanceof Blob) form.append(name, value)
  else if (isFile(value)) {
    const blob = new Blob(await bytesOf(value.content), { type: value.type ?? 'application/octet-stream' })
    form.append(name, blob, value.filename ?? name)
  } else for (const [, text] of pairsOf({ [name]: value })) form.append(name, text)
}

/** A form of several parts. A stream in it is read to its end first. */
export const multipartOf = async (parts: Multipart): Promise<FormData> => {
  if (parts instanceof FormData) return parts
  const form = new FormData()
  for (const [name, value] of Object.entries(parts)) {
    const values = Array.isArray(value) ? (value as PartValue[]) : [value as PartValue]
    for (const one of values) await append(form, name, one)
  }
  return form
}

const repeatable = (content: PreparedBody['content'], type?: string): EncodedBody => ({
  body: { content, once: false },
  type
})

const isBytes = (content: NonNullable<HttpRequest['body']>): content is string | Uint8Array | Blob =>
  typeof content === 'string' || content instanceof Uint8Array || content instanceof Blob

/** What a request sends; undefined where that is nothing. @throws RangeError for a charset that forms cannot have */
export const encodeBody = async (request: HttpRequest): Promise<EncodedBody | undefined> => {
  const { form, multipart, json, body, formEncoding } = request
  if (form !== undefined) {
    return repeatable(encodeForm(pairsOf(form), formEncoding), 'application/x-www-form-urlencoded')
  }
  // The type of a multipart form has its boundary in it: fetch writes it.
  if (multipart !== undefined) return repeatable(await multipartOf(multipart))
  if (json !== undefined) return repeatable(JSON.stringify(json), 'application/json')
  if (body === undefined) return undefined
  if (!isBytes(body)) return { body: { content: body, once: true }, type: undefined }
  return repeatable(body, typeof body === 'string' ? 'text/plain;charset=UTF-8' : undefined)
}
