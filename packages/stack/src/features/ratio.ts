import { crc32 } from 'node:zlib'

/** One share of the instances of a context, and what a flag is for them. */
export interface Share {
  /** From 0 to 1. */
  ratio: number
  value: unknown
}

const MOST = 2 ** 32 - 1

const isShare = (item: unknown): item is Share =>
  typeof item === 'object' && item !== null && 'ratio' in item && typeof item.ratio === 'number'

/**
 * What a flag is for one instance: its id and the flag's name make a number that is always the same, which falls into
 * one of the shares, or into none: undefined then. The real stack's arithmetic, so that an instance is in the same one.
 */
export const valueOfShare = (instanceId: string, flag: string, shares: unknown): unknown => {
  if (!Array.isArray(shares)) return undefined
  let left = crc32(`${instanceId}:${flag}`)
  for (const share of shares.filter(isShare)) {
    if (share.ratio === 0) continue
    if (share.ratio === 1) return share.value
    const part = Math.trunc(share.ratio * MOST)
    if (part >= left) return share.value
    left -= part
  }
  return undefined
}
