import type { CheerioAPI } from 'cheerio'

/** A page as cheerio's documentation describes it; cheerio is loaded at the first use. */
export const loadHtml = async (html: string): Promise<CheerioAPI> => {
  const { load } = await import('cheerio')
  return load(html)
}
