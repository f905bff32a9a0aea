import type { FastifyRequest } from 'fastify'
import { invalidParameter } from '../server/http-error.js'
import { queryOf } from '../server/request.js'

const TRUE = /^(1|t|T|TRUE|true|True)$/
const FALSE = /^(0|f|F|FALSE|false|False)$/

/** A boolean as Go reads it; undefined for anything else. */
export const parseBoolean = (text: string): boolean | undefined =>
  TRUE.test(text) ? true : FALSE.test(text) ? false : undefined

/** A boolean of the query; undefined where it is absent. Throws 422 for what is none: the real stack answers 500. */
export const booleanOf = (request: FastifyRequest, name: string): boolean | undefined => {
  const text = queryOf(request, name)
  const value = parseBoolean(text)
  if (text !== '' && value === undefined) throw invalidParameter(name, `${name} is neither true nor false`)
  return value
}

/** A whole number of the query; undefined where it is absent. Throws 422 for what is none: the real stack answers 500. */
export const integerOf = (request: FastifyRequest, name: string): number | undefined => {
  const text = queryOf(request, name)
  if (text === '') return undefined
  if (!/^[+-]?\d{1,15}$/.test(text)) throw invalidParameter(name, `${name} is not a whole number`)
  return Number(text)
}

/** The parts of a text between commas; undefined where it is absent. */
export const listOf = (request: FastifyRequest, name: string): string[] | undefined => {
  const text = queryOf(request, name)
  return text === '' ? undefined : text.split(',')
}
