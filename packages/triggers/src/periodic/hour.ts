/** `5am`, `12pm`: an hour of the day, 0 to 23; undefined for anything else. `12am` is midnight. */
export function readHour(word: string): number | undefined {
  const [, digits = '', half] = /^([+-]?\d+)(am|pm)$/.exec(word) ?? []
  const hour = Number(digits)
  if (half === undefined || hour <= 0 || hour > 12) return undefined
  return (hour % 12) + (half === 'pm' ? 12 : 0)
}
