import type { Trigger, TriggerKind } from './api.js'
import { parseAt } from './kinds/at.js'
import { parseCron } from './kinds/cron.js'
import { parseEvent } from './kinds/event.js'
import { parseEvery } from './kinds/every.js'
import { parseIn } from './kinds/in.js'
import { parseClient, parseWebhook } from './kinds/on-demand.js'
import { parsePeriodic } from './kinds/periodic.js'

/** What a kind knows of itself; the rest of a {@link Trigger} is the source that it was made from. */
export type KindBehaviour = Pick<Trigger, 'doctypes' | 'once' | 'matches' | 'next' | 'describe' | 'warnings'>

/** How one kind reads its arguments. Throws a TriggerError whose position is an offset into them. */
type KindParser = (args: string, seed?: string) => KindBehaviour

/** The kinds by name: a new kind is a file in `kinds/`, a name in the API and a line here. */
export const KINDS: Readonly<Record<TriggerKind, KindParser>> = {
  '@event': parseEvent,
  '@cron': parseCron,
  '@at': parseAt,
  '@in': parseIn,
  '@every': parseEvery,
  '@hourly': parsePeriodic('@hourly'),
  '@daily': parsePeriodic('@daily'),
  '@weekly': parsePeriodic('@weekly'),
  '@monthly': parsePeriodic('@monthly'),
  '@webhook': parseWebhook,
  '@client': parseClient
}

/** All kinds of the real stack (model/job/scheduler.go). */
export const STACK_KINDS: readonly string[] = Object.keys(KINDS)
