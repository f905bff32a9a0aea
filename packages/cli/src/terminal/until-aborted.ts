import { once } from 'node:events'

/** Settled by the person's Ctrl-C, for a command that runs till then. */
export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}
