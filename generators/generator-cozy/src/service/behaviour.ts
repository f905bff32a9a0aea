import type { ServiceAnswers } from './answers.js'
import { readTrigger } from './trigger.js'

/**
 * What the generated code does. `mark`: notes on each document that it was seen. `tell`: reads documents and tells of
 * them in the log. `keep`: stores what was posted to the webhook. `tell-post`: tells of what was posted.
 */
export type Behaviour = 'mark' | 'tell' | 'keep' | 'tell-post'

const has = (verbs: ServiceAnswers['verbs'], ...wanted: string[]): boolean =>
  verbs.some(verb => verb === 'ALL' || wanted.includes(verb))

// The stack lets nobody write these as plain documents.
const KEPT_BY_STACK = [
  'io.cozy.files',
  'io.cozy.apps',
  'io.cozy.konnectors',
  'io.cozy.jobs',
  'io.cozy.triggers',
  'io.cozy.permissions',
  'io.cozy.settings',
  'io.cozy.sharings',
  'io.cozy.sessions',
  'io.cozy.notifications',
  'io.cozy.oauth.clients'
]

// A service that writes to what was deleted would bring it back.
const mayTellOfDeletion = (trigger: string): boolean =>
  trigger
    .split(/\s+/)
    .slice(1)
    .some(rule => {
      const verbs = rule.split(':')[1] ?? ''
      return verbs === '' || verbs.toUpperCase().includes('DELETED')
    })

/** What a service does that has these rights and runs then: something true, and nothing that would fail. */
export const behaviourOf = ({ trigger, doctypes, verbs }: ServiceAnswers): Behaviour => {
  const kind = readTrigger(trigger)?.kind
  const isWritable = !KEPT_BY_STACK.includes(doctypes[0] ?? '')
  if (kind === '@webhook') return isWritable && has(verbs, 'POST') ? 'keep' : 'tell-post'
  if (!isWritable || !has(verbs, 'PUT')) return 'tell'
  return kind === '@event' && mayTellOfDeletion(trigger) ? 'tell' : 'mark'
}
