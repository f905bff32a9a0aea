import { escapeHtml } from '../server/html.js'

export interface AvatarStyle {
  grey: boolean
  translucent: boolean
}

const COLOURS = ['#1f6feb', '#8250df', '#bf3989', '#bc4c00', '#4d7c0f', '#0f766e', '#b42318', '#475467']

/** The first letters of the first two words; '' for nobody. */
const initialsOf = (name: string): string =>
  name
    .trim()
    .split(/\s+/u)
    .slice(0, 2)
    .map(word => [...word][0] ?? '')
    .join('')
    .toUpperCase()

/** The same name has the same colour, everywhere. */
const colourOf = (name: string): string => {
  let sum = 0
  for (const sign of name) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) >>> 0
  return COLOURS[sum % COLOURS.length]!
}

const PERSON = '<circle cx="50" cy="38" r="17"/><path d="M18 88a32 30 0 0 1 64 0z"/>'

/** A picture of somebody who has given none: their initials, or the shape of a person where there is no name. */
export const initialsSvg = (name: string, { grey, translucent }: AvatarStyle): string => {
  const initials = initialsOf(name)
  const colour = grey ? '#6e7781' : initials === '' ? '#57606a' : colourOf(name)
  const content =
    initials === ''
      ? `<g fill="#fff">${PERSON}</g>`
      : `<text x="50" y="50" dy=".36em" text-anchor="middle" fill="#fff" font-family="Lato, sans-serif" font-size="42">${escapeHtml(initials)}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100" height="100"${translucent ? ' opacity="0.5"' : ''}><circle cx="50" cy="50" r="50" fill="${colour}"/>${content}</svg>
`
}
