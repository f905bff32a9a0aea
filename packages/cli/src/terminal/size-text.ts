const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** Bytes for a person: `1.4 MB`. */
export const sizeText = (bytes: number): string => {
  let [size, unit] = [bytes, 0]
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1000
    unit++
  }
  return `${unit === 0 || size >= 99.5 ? Math.round(size) : Number(size.toPrecision(2))} ${UNITS[unit]}`
}
