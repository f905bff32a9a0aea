import { posix } from 'node:path'

type Fields = Readonly<Record<string, unknown>>

interface Logo extends Fields {
  src: string
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const logosOf = (home: unknown, theme: string): Logo[] => {
  const found = isFields(home) ? home[theme] : undefined
  return Array.isArray(found)
    ? found.filter((logo): logo is Logo => isFields(logo) && typeof logo.src === 'string')
    : []
}

const homeOf = (context: Fields | undefined): unknown =>
  isFields(context?.logos) ? context.logos.home : undefined

/** The logos of a theme with those of a sponsor: not its main one, and none that is there by its file's name. */
const withLogos = (logos: readonly Logo[], sponsor: string, more: readonly Logo[]): Logo[] => {
  const names = new Set(logos.map(({ src }) => posix.basename(src)))
  const added = more
    .filter(({ src, type }) => type !== 'main' && !names.has(posix.basename(src)))
    .map(logo => ({ ...logo, src: `/ext/${sponsor}${logo.src}` }))
  return [...logos, ...added]
}

/** A context as the instance of sponsors sees it: the logos of their contexts behind its own on the home page. */
export const withSponsorLogos = (
  context: Fields,
  contexts: Readonly<Record<string, Fields>>,
  sponsorships: readonly string[]
): Fields => {
  if (sponsorships.length === 0) return context
  const home: Record<string, Logo[]> = {}
  for (const theme of ['light', 'dark']) {
    let logos = logosOf(homeOf(context), theme)
    for (const sponsor of sponsorships) {
      const theirs = Object.hasOwn(contexts, sponsor) ? contexts[sponsor] : undefined
      logos = withLogos(logos, sponsor, logosOf(homeOf(theirs), theme))
    }
    if (logos.length > 0) home[theme] = logos
  }
  return { ...context, logos: { ...(isFields(context.logos) ? context.logos : {}), home } }
}
