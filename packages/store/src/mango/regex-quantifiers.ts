/** How a pattern repeats: as often as it likes, and whether it repeats groups or what a group has matched. */
export interface Quantifiers {
  unbounded: number
  ofGroups: boolean
}

const PIECE = /\\k<|\\[1-9]|\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\)?(?:[*+]|\{\d+,\d*\})/g

/** Looks for what makes a pattern slow. */
export function collectQuantifiers(source: string): Quantifiers {
  let unbounded = 0
  let ofGroups = false
  for (const [piece] of source.matchAll(PIECE)) {
    if (/^\\(k<|[1-9])/.test(piece)) ofGroups = true
    if (/^\)?[*+{]/.test(piece)) unbounded++
    if (piece.startsWith(')')) ofGroups = true
  }
  return { unbounded, ofGroups }
}
