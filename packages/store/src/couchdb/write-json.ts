import { StoreError } from '../errors.js'

/** V8 reads JSON of any depth, and writes some thousand levels. Throws `bad_request`. */
export function writeJson(value: unknown, what: string): string {
  try {
    return JSON.stringify(value)
  } catch {
    throw new StoreError('bad_request', `${what} is nested too deeply`)
  }
}
