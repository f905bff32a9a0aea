import type { Check } from './check.js'

/** The hours of a konnector: an interval that does not end after its start is half ignored (`triggerCrontab`). */
export const checkTimeInterval: Check = ({ manifest }) => {
  const interval = manifest.time_interval
  if (!Array.isArray(interval) || interval.length !== 2) return []
  const [start, end] = interval as unknown[]
  return typeof start === 'number' && typeof end === 'number' && start >= end
    ? [
        {
          code: 'time-interval-order',
          path: ['time_interval'],
          message: `it starts at ${start} and ends at ${end}`,
          advice: 'Write the earlier hour first; an interval cannot go past midnight.'
        }
      ]
    : []
}

/** Without limits the flagship app hands nothing over. */
export const checkFlagship: Check = ({ manifest }) =>
  manifest.accept_from_flagship === true && manifest.accept_documents_from_flagship === undefined
    ? [
        {
          code: 'flagship-limits',
          path: ['accept_from_flagship'],
          message: 'nothing says which documents are accepted',
          advice: 'Add "accept_documents_from_flagship" with at least its two limits.'
        }
      ]
    : []
