import type { FastifyRequest } from 'fastify'
import { readBody } from './body.js'
import { syntaxErrorOffset } from './go-json-syntax.js'
import { decodeJson, GoJsonError } from './go-json.js'
import { HttpError } from './http-error.js'
import { headerOf } from './request.js'

/** Enough for what a form or a small object holds. */
const LIMIT = 1024 * 1024

const ZERO = { string: '', int: 0, bool: false } as const

type Kind = keyof typeof ZERO

interface Values {
  string: string
  int: number
  bool: boolean
}

/** What a body was bound to: a field that it does not have is empty, 0 or false, as in Go. */
export type Bound<Shape extends Readonly<Record<string, Kind>>> = {
  [Name in keyof Shape]: Values[Shape[Name]]
}

/** A refusal of Echo's binder: as an answer of its own, or in the words of another one. */
export class BindError extends HttpError {
  /** As Go prints it. */
  readonly words: string

  constructor(status: number, message: string, internal?: string) {
    super(status, message)
    this.name = 'BindError'
    this.words = `code=${status}, message=${message}${internal === undefined ? '' : `, internal=${internal}`}`
  }
}

const isKind: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  string: value => typeof value === 'string',
  int: value => Number.isSafeInteger(value),
  bool: value => typeof value === 'boolean'
}

const goKind = (value: unknown): string => {
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'number' : `number ${value}`
  return typeof value === 'boolean' ? 'bool' : typeof value
}

/** Where the decoder stood when it found the wrong value. */
const offsetOf = (text: string, field: string, value: unknown): number => {
  const at = text.indexOf(`"${field}"`) + field.length + 2
  const colon = text.indexOf(':', at) + 1
  const start = colon + (text.slice(colon).length - text.slice(colon).trimStart().length)
  const length = typeof value === 'object' ? 1 : JSON.stringify(value).length
  return Buffer.byteLength(text.slice(0, start)) + length
}

/** `struct` is the name of the Go type, without its package in front of a field; '' for one without a name. */
const typeError = (
  expected: string,
  got: string,
  offset: number,
  { field = '', struct = '' } = {}
): BindError => {
  const place = field === '' ? 'value' : `struct field ${struct.replace(/^.*\./, '')}.${field}`
  return new BindError(
    400,
    `Unmarshal type error: expected=${expected}, got=${got}, field=${field}, offset=${offset}`,
    `json: cannot unmarshal ${got} into Go ${place} of type ${expected}`
  )
}

const decode = (text: string): unknown => {
  try {
    return decodeJson(text)
  } catch (error) {
    if (!(error instanceof GoJsonError)) throw error
    const reason = error.message
    if (!reason.startsWith('invalid character')) throw new BindError(400, reason, reason)
    throw new BindError(400, `Syntax error: offset=${syntaxErrorOffset(text)}, error=${reason}`, reason)
  }
}

/** A field by its name, or else by the same in other letters, as Go finds it. */
const fieldOf = (body: Record<string, unknown>, name: string): [string, unknown] => {
  if (Object.hasOwn(body, name)) return [name, body[name]]
  const found = Object.keys(body).find(key => key.toLowerCase() === name.toLowerCase())
  return [found ?? name, found === undefined ? undefined : body[found]]
}

const bindObject = <Shape extends Readonly<Record<string, Kind>>>(
  text: string,
  shape: Shape,
  struct: string
): Bound<Shape> => {
  const body = decode(text) ?? {}
  if (typeof body !== 'object' || Array.isArray(body)) {
    const offset = Array.isArray(body) ? 1 : Buffer.byteLength(text.trim())
    throw typeError(struct === '' ? 'struct' : struct, goKind(body), offset)
  }
  const bound = Object.entries(shape).map(([name, kind]) => {
    const [written, value] = fieldOf(body as Record<string, unknown>, name)
    if (value === undefined || value === null) return [name, ZERO[kind]]
    if (!isKind[kind](value)) {
      throw typeError(kind, goKind(value), offsetOf(text, written, value), { field: name, struct })
    }
    return [name, value]
  })
  return Object.fromEntries(bound) as Bound<Shape>
}

const bindForm = <Shape extends Readonly<Record<string, Kind>>>(text: string, shape: Shape): Bound<Shape> => {
  const form = new URLSearchParams(text)
  const bound = Object.entries(shape).map(([name, kind]) => {
    const value = form.get(name) ?? ''
    if (kind === 'string' || value === '') return [name, kind === 'string' ? value : ZERO[kind]]
    if (kind === 'bool') return [name, /^(1|t|T|true|True|TRUE)$/.test(value)]
    if (!/^[+-]?\d{1,15}$/.test(value)) {
      const reason = `strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`
      throw new BindError(400, reason, reason)
    }
    return [name, Number(value)]
  })
  return Object.fromEntries(bound) as Bound<Shape>
}

/**
 * The body of a request as Echo binds it to a struct: JSON, a form where `form` says so, nothing where there is no body.
 * `struct` is what Go calls the struct, which its refusals name.
 * Throws `BindError`: 400 for what is no JSON or has a field of another kind, 415 for another content type.
 */
export const bindBody = async <const Shape extends Readonly<Record<string, Kind>>>(
  request: FastifyRequest,
  shape: Shape,
  { form = false, struct = '' } = {}
): Promise<Bound<Shape>> => {
  const text = (await readBody(request, LIMIT)).toString()
  const type = headerOf(request, 'content-type')
  if (text === '') return bindObject('{}', shape, struct)
  if (/^application\/json\s*(;|$)/i.test(type)) return bindObject(text, shape, struct)
  // A struct without names for forms stays empty.
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return bindForm(form ? text : '', shape)
  throw new BindError(415, 'Unsupported Media Type')
}
