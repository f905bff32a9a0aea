import { createMasker } from '@cozy-jobs/logging'
import type { Terminal } from './terminal.js'

/** Data without these secrets, whatever they stand in; numbers too. */
export const maskData = <T>(data: T, secrets: readonly string[]): T => {
  const mask = createMasker(secrets)
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return mask(value)
    if (typeof value === 'number') return mask(String(value)) === String(value) ? value : mask(String(value))
    if (Array.isArray(value)) return value.map(clean)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [mask(name), clean(item)]))
  }
  return clean(data) as T
}

/** The same terminal, on which these secrets are never seen. */
export const maskedTerminal = (terminal: Terminal, secrets: readonly string[]): Terminal => {
  const mask = createMasker(secrets)
  return {
    ...terminal,
    out: text => terminal.out(mask(text)),
    err: text => terminal.err(mask(text))
  }
}
