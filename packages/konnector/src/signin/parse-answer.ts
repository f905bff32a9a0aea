import { KonnectorError } from '../errors/konnector-error.js'
import { loadHtml } from '../http/response/load-html.js'

/** How the answer to the form is parsed. */
export const PARSERS = {
  cheerio: (text: string) => loadHtml(text),
  json: (text: string): unknown => JSON.parse(text),
  raw: (text: string): unknown => text
} as const

/** See {@link PARSERS}. */
export type ParseStrategy = keyof typeof PARSERS

/** @throws KonnectorError `UNKNOWN_PARSING_STRATEGY` */
export const checkStrategy = (parse: string): ParseStrategy => {
  if (Object.hasOwn(PARSERS, parse)) return parse as ParseStrategy
  throw new KonnectorError('UNKNOWN_PARSING_STRATEGY', {
    message: `signin: parsing strategy \`${parse}\` unknown. Use one of \`raw\`, \`cheerio\` or \`json\``
  })
}
