import type { Masker } from '@cozy-jobs/logging'

/** Characters of a path that are kept. */
const LONGEST_PATH = 500

/** Parameters whose values give a right by themselves. */
const SECRETS = /([?&](?:bearer_token|token|secret|code|password|passphrase|sharecode)=)[^&]*/gi

/** The path of a request with its query, as it may be kept. A token needs no encoding: it stands there as it is. */
export const shownPath = (path: string, tokens: Iterable<string>, mask: Masker): string => {
  let shown = path.replace(SECRETS, '$1***')
  for (const token of tokens) shown = shown.replaceAll(token, '***')
  return mask(shown).slice(0, LONGEST_PATH)
}
