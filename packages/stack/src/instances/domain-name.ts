import { StackError } from '../errors.js'
import type { Subdomains } from './addresses.js'

const DOMAIN = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/

/**
 * A domain as it is kept: in small letters, with its port. Throws `domain_invalid` for what is none, and where
 * sub-domains are flat for one with a dash before its first dot: that is where apps are served.
 */
export const checkDomain = (text: string, subdomains: Subdomains): string => {
  const domain = text.trim().toLowerCase()
  const isAppHost = subdomains === 'flat' && domain.split('.')[0]!.includes('-')
  if (!DOMAIN.test(domain) || domain.includes('..') || isAppHost) {
    throw new StackError('domain_invalid', { domain })
  }
  return domain
}
