import { describeRules } from '../event/describe.js'
import { ruleMatches } from '../event/match.js'
import { parseEventRules } from '../event/rule.js'
import { ruleWarnings } from '../event/warnings.js'
import type { KindBehaviour } from '../kinds.js'

/** `@event io.cozy.bills:CREATED`: whenever a document changes as one of the rules says. */
export function parseEvent(args: string): KindBehaviour {
  const rules = parseEventRules(args)
  return {
    doctypes: [...new Set(rules.map(({ doctype }) => doctype))],
    once: false,
    matches: event => rules.some(rule => ruleMatches(rule, event)),
    next: () => undefined,
    describe: () => describeRules(rules),
    warnings: [...new Set(rules.flatMap(ruleWarnings))]
  }
}
