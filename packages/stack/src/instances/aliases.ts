import { StackError } from '../errors.js'
import type { Subdomains } from './addresses.js'
import { checkDomain } from './domain-name.js'

/**
 * The aliases of an instance as they are kept, each once. Throws `domain_invalid` for what is no domain, and
 * `domain_taken` for the instance's own and for one that somebody has.
 */
export const checkAliases = (
  aliases: readonly string[] = [],
  own: string,
  subdomains: Subdomains,
  isTaken: (domain: string) => boolean
): string[] => {
  const named = aliases.map(alias => alias.trim()).filter(alias => alias !== '')
  const checked = [...new Set(named.map(alias => checkDomain(alias, subdomains)))]
  const taken = checked.find(alias => alias === own || isTaken(alias))
  if (taken !== undefined) throw new StackError('domain_taken', { domain: taken })
  return checked
}
