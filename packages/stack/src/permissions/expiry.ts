import type { Document } from '@cozy-jobs/store'

/** Whether a permission has ended. One whose date can't be read has, as on the real stack. */
export const isExpired = ({ expires_at: at }: Document, now: Date): boolean => {
  if (at === undefined || at === null) return false
  const end = typeof at === 'string' ? Date.parse(at) : Number.NaN
  return Number.isNaN(end) || end < now.getTime()
}
