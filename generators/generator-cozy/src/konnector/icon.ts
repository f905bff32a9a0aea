import { createHash } from 'node:crypto'

const escapeXml = (text: string): string =>
  text.replace(/[<>&"]/g, character => `&#${String(character.codePointAt(0))};`)

/** A tile with the first letter, in a colour of the name's own that white can be read on. */
export const icon = (title: string): string => {
  const hue = (createHash('sha256').update(title).digest().readUInt16BE(0) * 360) >> 16
  const letter = [...title.trim()][0]?.toUpperCase() ?? '?'
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img" aria-label="${escapeXml(title)}">
  <rect width="64" height="64" rx="14" fill="hsl(${String(hue)} 55% 35%)" />
  <text x="32" y="44" font-family="sans-serif" font-size="36" text-anchor="middle" fill="#fff">${escapeXml(letter)}</text>
</svg>
`
}
