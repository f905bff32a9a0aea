/** What a folder, an Nx project and the slug of an app may all be called. */
const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

/** Names that npm, the stack or a project itself has taken. */
const TAKEN = ['node_modules', 'favicon', 'src', 'build', 'data', 'test', 'tests', 'node', 'npm', 'nx', 'yo']

const LONGEST = 60

/** The name in the form of a slug, or undefined where nothing is left of it: `My Café App` is `my-cafe-app`. */
export const toSlug = (text: string): string | undefined => {
  const slug = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '')
  return SLUG.test(slug) ? slug : undefined
}

/** Why a name is no slug and what to do; undefined where it is one. */
export const slugProblem = (name: string): string | undefined => {
  const shown = JSON.stringify(name)
  if (name === '') return 'there is no name. Give one of small letters, digits and dashes, as in tidy-photos.'
  if (TAKEN.includes(name)) return `the name ${shown} is kept for something else. Choose another.`
  if (SLUG.test(name) && name.length <= LONGEST) return undefined
  if (name.length > LONGEST) return `the name has ${name.length} characters. Use at most ${LONGEST}.`
  const meant = toSlug(name)
  return `${shown} is no slug: small letters, digits and dashes, a letter first. ${
    meant === undefined ? 'Take one like tidy-photos.' : `Did you mean ${meant}?`
  }`
}

/** `tidy-photos` as a title for a person: `Tidy photos`. */
export const titleOf = (slug: string): string => {
  const words = slug.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `tidy-photos` as a name in code: `tidyPhotos`. */
export const camelCase = (slug: string): string =>
  slug.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
