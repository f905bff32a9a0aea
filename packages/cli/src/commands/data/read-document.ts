import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { jsonProblem } from '../../arguments/json-problem.js'
import { DATA_ERRORS } from './errors.js'

const read = async (typed: string | undefined, cwd: string, act: string): Promise<string> => {
  if (typed !== undefined && typed !== '-') {
    return readFile(resolve(cwd, typed), 'utf8').catch(() => {
      throw DATA_ERRORS.noFile(act, typed)
    })
  }
  if (typed === undefined && process.stdin.isTTY) throw DATA_ERRORS.noInput(act)
  return text(process.stdin)
}

/** The JSON object in a file, or in the standard input. Throws with line and column where it is none. */
export const readDocument = async (
  typed: string | undefined,
  cwd: string,
  act: string
): Promise<Record<string, unknown>> => {
  const content = (await read(typed, cwd, act)).replace(/^\uFEFF/, '')
  const name = typed === undefined || typed === '-' ? 'the standard input' : typed
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch (error) {
    const problem = await jsonProblem(content)
    const place = problem ? `${name}:${problem.line}:${problem.column}` : name
    throw DATA_ERRORS.notJson(act, place, problem?.why ?? (error as Error).message)
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw DATA_ERRORS.notAnObject(act, name)
}
