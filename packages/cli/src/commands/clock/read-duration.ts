import { parseDuration, TriggerError } from '@cozy-jobs/triggers'
import { ERRORS } from '../../errors.js'

const HOURS = { d: 24, w: 7 * 24 } as const

/** Milliseconds of `1h30m`, `3d` or `1w2d`: Go's units, days and weeks. Throws for what lies not ahead. */
export const readDuration = (text: string): number => {
  const inHours = text.replaceAll(/(\d+(?:\.\d+)?)([dw])/g, (_, amount: string, unit: 'd' | 'w') => {
    return `${Number(amount) * HOURS[unit]}h`
  })
  try {
    const duration = parseDuration(inHours)
    if (duration > 0) return duration
  } catch (error) {
    if (!(error instanceof TriggerError)) throw error
  }
  throw ERRORS.notReadable(
    'advance the clock',
    `"${text}" is no duration ahead`,
    'Write for example 90s, 3d, 1w or 1h30m.'
  )
}
