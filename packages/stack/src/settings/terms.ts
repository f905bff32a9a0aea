const DAY = 24 * 60 * 60 * 1000

/** A warning is given so long before terms of service come into force. */
const NOTICE = 30 * DAY

export interface TermsVersion {
  /** What changes it is to be signed anew. */
  major: number
  /** When it comes into force; absent for a version without a date. */
  date?: Date
}

const dateOf = (digits: string): Date | undefined => {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(digits) ?? []
  if (!year) return undefined
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return date.getUTCDate() === Number(day) ? date : undefined
}

/** `1.2.3-20260701`, with or without `v` and date; eight digits are the date of a first version. Undefined for others. */
export const parseTerms = (version: string | undefined): TermsVersion | undefined => {
  if (!version) return undefined
  if (version.length === 8) {
    const date = dateOf(version)
    return date && { major: 1, date }
  }
  const [, major = '', , dated] = /^v?([+-]?\d+)\.([^.]*)\.[^-]*(?:-(.*))?$/s.exec(version) ?? []
  if (major === '') return undefined
  if (dated === undefined) return { major: Number(major) }
  const date = dateOf(dated)
  return date && { major: Number(major), date }
}

/** Whether there are terms, with a date, that are newer than what was signed. */
export const areUnsigned = (latest: string | undefined, signed: string | undefined): boolean => {
  const asked = parseTerms(latest)
  if (!asked?.date) return false
  const given = parseTerms(signed)
  return given === undefined || given.major < asked.major
}

/** Whether the owner is to be told that there are terms to be signed: from 30 days before they come into force. */
export const areDue = (latest: string | undefined, signed: string | undefined, now: Date): boolean => {
  const date = parseTerms(latest)?.date
  return date !== undefined && areUnsigned(latest, signed) && now.getTime() > date.getTime() - NOTICE
}
