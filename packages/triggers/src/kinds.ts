import type { Trigger, TriggerKind } from './api.js'
import { parseAt } from './kinds/at.js'
import { parseCron } from './kinds/cron.js'
import { parseEvent } from './kinds/event.js'
import { parseEvery } from './kinds/every.js'
import { parseIn } from './kinds/in.js'

/** What a kind knows of itself; the rest of a {@link Trigger} is the source that it was made from. */
export type KindBehaviour = Pick<Trigger, 'doctypes' | 'once' | 'matches' | 'next' | 'describe' | 'warnings'>

/** How one kind reads its arguments. Throws a TriggerError whose position is an offset into them. */
type KindParser = (args: string) => KindBehaviour

/** The kinds by name: a new kind is a file in `kinds/`, a name in the API and a line here. */
export const KINDS: Readonly<Record<TriggerKind, KindParser>> = {
  '@event': parseEvent,
  '@cron': parseCron,
  '@at': parseAt,
  '@in': parseIn,
  '@every': parseEvery
}

/** All kinds of the real stack (model/job/scheduler.go), also those that are not built here yet. */
export const STACK_KINDS: readonly string[] = [
  ...Object.keys(KINDS),
  '@hourly',
  '@daily',
  '@weekly',
  '@monthly',
  '@webhook',
  '@client'
]
