import { ERRORS } from '../../errors.js'

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  tb: 1000 ** 4,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
  tib: 1024 ** 4
}

/** Bytes of `5GB` or `1.5 GiB`; `none` takes a limit away, which an admin port calls -1. */
export const readQuota = (text: string | undefined, act: string): string | undefined => {
  if (text === undefined) return undefined
  if (text === 'none') return '-1'
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? []
  const factor = UNITS[unit.toLowerCase()]
  const bytes = Math.round(Number(amount) * (factor ?? NaN))
  if (Number.isSafeInteger(bytes) && bytes > 0) return String(bytes)
  throw ERRORS.notReadable(act, `--disk-quota "${text}" is no size`, 'Write for example 500MB, 5GB or none.')
}
