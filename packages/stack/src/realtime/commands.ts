import { decodeJson } from '../server/go-json.js'

/** A command after the first one. */
export interface Command {
  method: string
  payload: { type: string; id: string }
}

/** The first message: its fields as far as they are text, and whether all of them are. */
export interface AuthMessage {
  /** Null where the message is no object. */
  fields: Record<string, string> | null
  valid: boolean
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Go reads it into a map of texts: `null` becomes '', and so does what is no text, which is an error besides. */
export const readAuth = (text: string): AuthMessage => {
  let value: unknown
  try {
    value = decodeJson(text)
  } catch {
    return { fields: null, valid: false }
  }
  if (!isObject(value)) return { fields: null, valid: value === null }
  const fields = Object.entries(value)
  return {
    fields: Object.fromEntries(
      fields.map(([name, field]): [string, string] => [name, typeof field === 'string' ? field : ''])
    ),
    valid: fields.every(([, field]) => typeof field === 'string' || field === null)
  }
}

/** A field of an object that is read into a struct of Go: small and capital letters are the same, the last one counts. */
const fieldOf = (object: Record<string, unknown>, name: string): unknown =>
  Object.entries(object).findLast(([key, value]) => key.toLowerCase() === name && value !== null)?.[1]

const textOf = (object: Record<string, unknown>, name: string): string | undefined => {
  const value = fieldOf(object, name) ?? ''
  return typeof value === 'string' ? value : undefined
}

/** Undefined for what is no command: the real stack hangs up then. What is absent is ''. */
export const readCommand = (text: string): Command | undefined => {
  let value: unknown
  try {
    value = decodeJson(text) ?? {}
  } catch {
    return undefined
  }
  if (!isObject(value)) return undefined
  const payload = fieldOf(value, 'payload') ?? {}
  if (!isObject(payload)) return undefined
  const method = textOf(value, 'method')
  const type = textOf(payload, 'type')
  const id = textOf(payload, 'id')
  if (method === undefined || type === undefined || id === undefined) return undefined
  return { method, payload: { type, id } }
}
