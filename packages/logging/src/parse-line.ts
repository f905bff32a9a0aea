import { LEVELS, type Level, type LogRecord } from './api.js'

/**
 * Reads a line of a job's output as the real stack does: a JSON object with a known type, `warn` for `warning`.
 * Anything else is undefined: the stack lets it pass. The message is whole: who cuts it must have masked it before.
 */
export function parseLine(line: string): LogRecord | undefined {
  if (!line.trimStart().startsWith('{')) return undefined
  let parsed: Record<string, unknown>
  try {
    parsed = JSON.parse(line) as Record<string, unknown>
  } catch {
    return undefined
  }
  const type = parsed['type'] === 'warn' ? 'warning' : parsed['type']
  if (!isLevel(type)) return undefined
  // The stack's reader is typed: null is as good as absent, another type makes the whole line none.
  const { message, no_retry } = parsed
  if (message != null && typeof message !== 'string') return undefined
  if (no_retry != null && typeof no_retry !== 'boolean') return undefined
  return { ...parsed, type, message: message ?? '' }
}

function isLevel(type: unknown): type is Level {
  return LEVELS.includes(type as Level)
}
