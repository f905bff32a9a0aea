import type { FastifyReply } from 'fastify'

/** Adds sources to one directive of a policy: in the place of `'none'`, behind what is there, or as a new one. */
export const extendCsp = (policy: string, directive: string, ...sources: string[]): string => {
  const rules = policy.split(';').filter(rule => rule.trim() !== '')
  const at = rules.findIndex(rule => rule.split(' ')[0] === directive)
  if (at < 0) return `${policy}${directive} ${sources.join(' ')};`
  const [, ...before] = (rules[at] ?? '').split(' ')
  const kept = before.length === 1 && before[0] === "'none'" ? [] : before
  rules[at] = [directive, ...kept, ...sources].join(' ')
  return `${rules.join(';')};`
}

/** Does so on an answer; nothing where `disable_csp` has left it without a policy. */
export const addCspSources = (reply: FastifyReply, directive: string, ...sources: string[]): void => {
  const policy = reply.getHeader('content-security-policy')
  if (typeof policy !== 'string') return
  void reply.header('content-security-policy', extendCsp(policy, directive, ...sources))
}
