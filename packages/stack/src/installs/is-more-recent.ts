/** Numbers and pre-release of a version as semver has them; lenient about missing numbers, as the real stack's reader. */
const VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/

interface Version {
  numbers: number[]
  labels: string[]
}

const parse = (text: string): Version | undefined => {
  const found = VERSION.exec(text)
  if (!found) return undefined
  const [, major = '0', minor = '0', patch = '0', labels = ''] = found
  return {
    numbers: [major, minor, patch].map(Number),
    labels: labels === '' ? [] : labels.split('.')
  }
}

const compareLabels = (a: string, b: string): number => {
  const [one, other] = [/^\d+$/.test(a), /^\d+$/.test(b)]
  if (one && other) return Number(a) - Number(b)
  if (one !== other) return one ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}

const compare = (a: Version, b: Version): number => {
  for (const [index, number] of a.numbers.entries()) {
    const difference = number - (b.numbers[index] ?? 0)
    if (difference !== 0) return difference
  }
  // What has a label comes before what it leads to.
  if (a.labels.length === 0 || b.labels.length === 0) return b.labels.length - a.labels.length
  for (const [index, label] of a.labels.entries()) {
    const other = b.labels[index]
    const difference = other === undefined ? 1 : compareLabels(label, other)
    if (difference !== 0) return difference
  }
  return a.labels.length - b.labels.length
}

/** Whether the second version comes after the first. What is no version is older than each that is one. */
export const isMoreRecent = (before: string, after: string): boolean => {
  const [a, b] = [parse(before), parse(after)]
  if (!a) return true
  return b !== undefined && compare(b, a) > 0
}
