import { thousandths } from './amounts.js'
import { DAY } from './dates.js'
import type { MatchingCriterias } from './documents.js'

/** How far an operation may be from a bill. */
export interface Criteria {
  amountLowerDelta: number
  amountUpperDelta: number
  dateLowerDelta: number
  dateUpperDelta: number
  labelRegex?: string | undefined
}

export const DEFAULT_CRITERIA: Criteria = {
  amountLowerDelta: 0.001,
  amountUpperDelta: 0.001,
  dateLowerDelta: 15,
  dateUpperDelta: 29
}

const DELTAS = ['amountLowerDelta', 'amountUpperDelta', 'dateLowerDelta', 'dateUpperDelta'] as const

/** What a bill says itself, before the general ones. */
export const criteriaOf = (own: MatchingCriterias | null | undefined, general: Criteria): Criteria => {
  const criteria: Criteria = { ...general, labelRegex: own?.labelRegex || undefined }
  for (const name of DELTAS) criteria[name] = own?.[name] ?? general[name]
  return criteria
}

/** The widest of several, for bills that were paid at once: each pattern will do. */
export const mergeCriteria = (all: readonly Criteria[], general: Criteria): Criteria => {
  const [first = general, ...others] = all
  const merged = { ...first }
  for (const name of DELTAS) merged[name] = Math.max(first[name], ...others.map(other => other[name]))
  const patterns = [...new Set(all.flatMap(({ labelRegex }) => labelRegex ?? []))]
  merged.labelRegex = patterns.length > 1 ? `(${patterns.join('|')})` : patterns[0]
  return merged
}

/** Which operations are near enough: amounts in thousandths, times in milliseconds. */
export interface Window {
  lowest: number
  highest: number
  /** Excluded themselves. */
  from: number
  to: number
}

export const windowAround = (amount: number, time: number, criteria: Criteria): Window => ({
  lowest: thousandths(amount - criteria.amountLowerDelta),
  highest: thousandths(amount + criteria.amountUpperDelta),
  from: time - criteria.dateLowerDelta * DAY,
  to: time + criteria.dateUpperDelta * DAY
})
