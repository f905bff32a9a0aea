import type { Trigger, TriggerEvent } from './api.js'
import { explainRules } from './event/explain.js'
import { parseEventRules } from './event/rule.js'

/**
 * Why a change does not fire a trigger, in words that go on from "it did not fire: "; undefined where it does.
 *
 * @example explainTrigger(parseTriggerText('@event io.cozy.bills:CREATED'), event) // 'it listens to CREATED, and this was UPDATED'
 */
export function explainTrigger(
  trigger: Pick<Trigger, 'kind' | 'arguments'>,
  event: TriggerEvent
): string | undefined {
  if (trigger.kind !== '@event') return 'no change fires it'
  return explainRules(parseEventRules(trigger.arguments), event)
}
