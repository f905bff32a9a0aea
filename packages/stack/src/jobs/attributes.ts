import type { JobOptions } from '../engine/api.js'
import { badRequest } from '../server/http-error.js'

type Attributes = Record<string, unknown>

const wrong = (name: string, wanted: string): Error =>
  badRequest(`Expected the attribute "${name}" to be ${wanted}`)

/** Text; '' where it is absent or null. The real stack answers 500 to anything else. */
export const textAttribute = (attributes: Attributes, name: string): string => {
  const value = attributes[name] ?? ''
  if (typeof value !== 'string') throw wrong(name, 'a text')
  return value
}

/** True or false; false where it is absent or null. */
export const flagAttribute = (attributes: Attributes, name: string): boolean => {
  const value = attributes[name] ?? false
  if (typeof value !== 'boolean') throw wrong(name, 'true or false')
  return value
}

const integer = (options: Attributes, name: string): number => {
  const value = options[name] ?? 0
  if (!Number.isSafeInteger(value)) throw wrong(`options.${name}`, 'a whole number')
  return value as number
}

/** The options of a job, its timeout in nanoseconds; `unit` is how many of these one of the request's are. */
export const optionsAttribute = (attributes: Attributes, unit: number): JobOptions | undefined => {
  const options = attributes.options ?? undefined
  if (options === undefined) return undefined
  if (typeof options !== 'object' || Array.isArray(options)) throw wrong('options', 'an object')
  return {
    max_exec_count: integer(options as Attributes, 'max_exec_count'),
    timeout: integer(options as Attributes, 'timeout') * unit
  }
}
