import { Readable } from 'node:stream'
import type { FormFile, Multipart } from '../http/api.js'

interface Described {
  value: unknown
  options?: { filename?: string; contentType?: string }
}

const isDescribed = (part: unknown): part is Described =>
  typeof part === 'object' && part !== null && 'value' in part

const fileOf = (
  content: FormFile['content'],
  { filename, contentType }: NonNullable<Described['options']> = {}
): FormFile => {
  // A stream of fs knows its file.
  const { path } = content as { path?: unknown }
  const name = filename ?? (typeof path === 'string' ? path.split(/[\\/]/).at(-1) : undefined)
  return {
    content,
    ...(name === undefined ? {} : { filename: name }),
    ...(contentType === undefined ? {} : { type: contentType })
  }
}

const partOf = (part: unknown): FormFile | string => {
  if (isDescribed(part)) return fileOf(part.value as FormFile['content'], part.options)
  if (part instanceof Uint8Array || part instanceof Readable) return fileOf(part)
  return String(part)
}

/** The option `formData` of the package `request`. */
export const multipartOfFormData = (formData: object): Multipart =>
  Object.fromEntries(
    Object.entries(formData)
      .filter(([, part]) => part !== undefined && part !== null)
      .map(([name, part]) => [name, Array.isArray(part) ? part.map(partOf) : partOf(part)])
  )
