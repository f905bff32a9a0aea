import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseCredentials, type Credentials } from './credentials.js'
import { parseJobId, type JobId } from './job-id.js'
import { Malformed, type Parse } from './variables.js'

export const text: Parse<string> = value => value.trim()

/** With the slash at its end, as the stack writes it. */
export const url: Parse<string> = value => {
  const parsed = URL.canParse(value.trim()) ? new URL(value.trim()) : undefined
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
    return new Malformed('is no address that begins with http:// or https://')
  }
  return parsed.href.endsWith('/') ? parsed.href : `${parsed.href}/`
}

export const credentials: Parse<Credentials> = value =>
  parseCredentials(value) ?? new Malformed('is neither a token nor the JSON of an OAuth client')

export const seconds: Parse<number> = value =>
  /^[1-9]\d*$/.test(value.trim()) ? Number(value) : new Malformed('is no whole number of seconds')

/** The nsjail launcher of production writes `unknown` for a job without id. */
export const jobId: Parse<JobId | undefined> = value =>
  value === 'unknown'
    ? undefined
    : (parseJobId(value.trim()) ?? new Malformed('is not of the form worker/slot/id'))

export const flag: Parse<boolean> = value =>
  value === 'true' || value === 'false' ? value === 'true' : new Malformed('is neither true nor false')

const json: Parse<unknown> = value => {
  try {
    return JSON.parse(value) as unknown
  } catch {
    // Node's own message quotes the value.
    return new Malformed('is not valid JSON')
  }
}

/** `null` is what the stack writes for nothing. */
export const jsonObject: Parse<Record<string, unknown> | undefined> = value => {
  const parsed = json(value)
  if (parsed instanceof Malformed) return parsed
  if (parsed === null) return undefined
  return typeof parsed === 'object' && !Array.isArray(parsed)
    ? (parsed as Record<string, unknown>)
    : new Malformed('is no JSON object')
}

/** A payload that is too long for a variable lies in a file of the working directory: `@cozy_payload.json`. */
export function payloadIn(cwd: string): Parse<unknown> {
  return value => {
    if (!value.startsWith('@')) return json(value)
    const file = value.slice(1)
    let content: string
    try {
      content = readFileSync(resolve(cwd, file), 'utf8')
    } catch (error) {
      return new Malformed(
        `names the file ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code})`
      )
    }
    const parsed = json(content)
    return parsed instanceof Malformed ? new Malformed(`names the file ${file}, which ${parsed.why}`) : parsed
  }
}
