const TITLE = /<title[^>]*>([^<]*)<\/title>/i

/** What stands where JSON was expected, as the end of "the site answered …". */
const instead = (text: string): string => {
  if (text.trim() === '') return 'nothing'
  if (!/^\s*(?:<!doctype|<html|<\?xml|<head|<body|<)/i.test(text)) return 'something else'
  const title = TITLE.exec(text)?.[1]?.replace(/\s+/g, ' ').trim().slice(0, 100)
  return title === undefined || title === '' ? 'a page without a title' : `the page "${title}"`
}

/** The value, or what came instead. */
export const parseJson = (text: string): { ok: true; value: unknown } | { ok: false; instead: string } => {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false, instead: instead(text) }
  }
}
