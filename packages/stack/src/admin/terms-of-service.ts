/** A version of the terms of service: its number, and the day from which it counts. */
interface Version {
  major: number
  /** Eight digits; undefined where the version has none. */
  date: string | undefined
}

const isDate = (text: string): boolean => {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`)
}

/** `1.0.0-20260701`, `v1.0.0`, or a date alone, which is a version 1; undefined for anything else. */
const parse = (text: string): Version | undefined => {
  if (text.length === 8) return isDate(text) ? { major: 1, date: text } : undefined
  const [, major = '', rest] = /^v?([+-]?\d+)\.[^.]*\.(.*)$/s.exec(text) ?? []
  if (rest === undefined) return undefined
  const dash = rest.indexOf('-')
  if (dash < 0) return { major: Number(major), date: undefined }
  const date = rest.slice(dash + 1)
  return isDate(date) ? { major: Number(major), date } : undefined
}

/** Whether this may be said to have been signed. */
export const isVersion = (text: string): boolean => parse(text) !== undefined

/** Whether this may be what is to be signed: it has a day from which it counts. */
export const isDatedVersion = (text: string): boolean => parse(text)?.date !== undefined

/** Whether somebody who has signed one version still has to sign another. */
export const isToSign = (latest: string, signed: string): boolean => {
  const wanted = parse(latest)
  if (wanted?.date === undefined) return false
  const given = parse(signed)
  return given === undefined || given.major < wanted.major
}
