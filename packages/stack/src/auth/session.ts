import { StoreError, type Document } from '@cozy-jobs/store'
import type { Instance } from '../instances/api.js'

export const SESSIONS = 'io.cozy.sessions'

const DAY = 24 * 60 * 60 * 1000

/** Unseen for so long, a session is over. */
const MAX_AGE = 30 * DAY

/** How long the cookie of a session lasts: five minutes, as long as the browser runs, or ten years. */
export type SessionLength = 'short' | 'normal' | 'long'

/** One login of an instance's owner, in one browser: a document of `io.cozy.sessions`. */
export interface Session extends Document {
  created_at: string
  last_seen: string
  long_run: boolean
  short_run: boolean
}

export const createSession = async (
  { documents }: Instance,
  length: SessionLength,
  now: Date
): Promise<Session> => {
  const date = now.toISOString()
  return (await documents.put(SESSIONS, {
    created_at: date,
    last_seen: date,
    long_run: length === 'long',
    short_run: length === 'short'
  })) as Session
}

const isMissing = (error: unknown): boolean =>
  error instanceof StoreError && (error.code === 'not_found' || error.code === 'conflict')

const isOver = ({ last_seen }: Session, now: Date): boolean =>
  now.getTime() - new Date(last_seen).getTime() > MAX_AGE

/** Undefined for one that was ended or is over. Its date is written once a day, as on the real stack. */
export const findSession = async (
  { documents }: Instance,
  id: string,
  now: Date
): Promise<Session | undefined> => {
  try {
    const session = (await documents.get(SESSIONS, id)) as Session
    if (isOver(session, now)) {
      await documents.remove(SESSIONS, session._id, session._rev)
      return undefined
    }
    if (now.getTime() - new Date(session.last_seen).getTime() <= DAY) return session
    return (await documents.put(SESSIONS, { ...session, last_seen: now.toISOString() })) as Session
  } catch (error) {
    if (!isMissing(error)) throw error
    // Two requests at once may both find that a day has passed; one of them writes it.
    if (error instanceof StoreError && error.code === 'conflict') {
      return (await documents.get(SESSIONS, id)) as Session
    }
    return undefined
  }
}

/** Ends a session; one that is gone already is as good. */
export const endSession = async ({ documents }: Instance, session: Document): Promise<void> => {
  try {
    await documents.remove(SESSIONS, session._id, session._rev)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

const allSessions = async ({ documents }: Instance): Promise<Session[]> => {
  if (!(await documents.hasDoctype(SESSIONS))) return []
  const { rows } = await documents.list(SESSIONS, { include_docs: true })
  return rows.flatMap(({ doc }) => (doc && !doc._id.startsWith('_') ? [doc as Session] : []))
}

/** Those that are not over; the others are ended. */
export const sessionsOf = async (instance: Instance, now: Date): Promise<Session[]> => {
  const sessions = await allSessions(instance)
  for (const session of sessions) if (isOver(session, now)) await endSession(instance, session)
  return sessions.filter(session => !isOver(session, now))
}

/** Ends all sessions but this one. */
export const endOtherSessions = async (instance: Instance, kept: Session): Promise<void> => {
  for (const session of await allSessions(instance)) {
    if (session._id !== kept._id) await endSession(instance, session)
  }
}
