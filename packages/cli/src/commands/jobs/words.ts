import type { RunHead } from './run.js'

/** As much of an id as the logs show: its end, since ids follow each other and begin alike. */
export const shortId = (id: string): string => id.slice(-8)

/** To the second, in UTC. */
export const dateText = (date: string): string => date.slice(0, 19).replace('T', ' ')

/** `12 ms`, `1.3 s`, `2 min 5 s`. */
export const durationText = (milliseconds: number | undefined): string => {
  if (milliseconds === undefined) return ''
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** In megabytes. */
export const memoryText = (bytes: number | undefined): string =>
  bytes === undefined ? '' : `${Math.round(bytes / 1_000_000)} MB`

const VERBS: Readonly<Record<string, string>> = {
  CREATED: 'was created',
  UPDATED: 'was changed',
  DELETED: 'was deleted'
}

/** Why a job ran, in a few words. */
export const causeText = ({ cause, trigger, repeats }: RunHead): string => {
  if (repeats !== undefined) return `${shortId(repeats)} again`
  switch (cause.kind) {
    case 'event': {
      const document = [cause.doctype, cause.id].filter(Boolean).join('/') || 'a document'
      return `${document} ${VERBS[cause.verb ?? ''] ?? 'changed'}`
    }
    case 'window':
      return 'changes within its debounce'
    case 'date':
      return trigger ? `${trigger.type} ${trigger.arguments}`.trim() : 'its date came'
    case 'webhook':
      return 'its webhook was called'
    case 'launch':
      return 'launched by hand'
    case 'request':
      return 'asked for'
  }
}
