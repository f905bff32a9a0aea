import type { Stack } from '../stack.js'
import { toldChange } from '../told-change.js'
import { changeEvent } from './change-event.js'
import { Hub } from './hub.js'
import { jobEvents } from './job-events.js'

/** A hub that hears of every written document, of the lines of jobs, and of instances that go. */
export const startRealtime = ({
  store,
  instances,
  events,
  clock
}: Pick<Stack, 'store' | 'instances' | 'events' | 'clock'>): Hub => {
  const hub = new Hub()
  store.onChange(change => {
    // Asked first: what nobody listens to is not even copied.
    if (hub.hasListeners(change.prefix, change.doctype))
      hub.publish(change.prefix, changeEvent(toldChange(change)))
  })
  events.on(
    'engine',
    jobEvents(hub, () => clock.now())
  )
  instances.onDestroy(({ prefix }) => hub.closeInstance(prefix))
  return hub
}
