import { StoreError, type Document } from '@cozy-jobs/store'
import type { Instance } from '../instances/api.js'

const DOCTYPE = 'io.cozy.sessions'

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
  return (await documents.put(DOCTYPE, {
    created_at: date,
    last_seen: date,
    long_run: length === 'long',
    short_run: length === 'short'
  })) as Session
}

const isMissing = (error: unknown): boolean =>
  error instanceof StoreError && (error.code === 'not_found' || error.code === 'conflict')

/** Undefined for one that was ended or is over. Its date is written once a day, as on the real stack. */
export const findSession = async (
  { documents }: Instance,
  id: string,
  now: Date
): Promise<Session | undefined> => {
  try {
    const session = (await documents.get(DOCTYPE, id)) as Session
    const age = now.getTime() - new Date(session.last_seen).getTime()
    if (age > MAX_AGE) {
      await documents.remove(DOCTYPE, session._id, session._rev)
      return undefined
    }
    if (age <= DAY) return session
    return (await documents.put(DOCTYPE, { ...session, last_seen: now.toISOString() })) as Session
  } catch (error) {
    if (!isMissing(error)) throw error
    // Two requests at once may both find that a day has passed; one of them writes it.
    if (error instanceof StoreError && error.code === 'conflict') {
      return (await documents.get(DOCTYPE, id)) as Session
    }
    return undefined
  }
}

/** Ends a session; one that is gone already is as good. */
export const endSession = async ({ documents }: Instance, session: Document): Promise<void> => {
  try {
    await documents.remove(DOCTYPE, session._id, session._rev)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

/** Ends all sessions but this one. */
export const endOtherSessions = async (instance: Instance, kept: Session): Promise<void> => {
  const { rows } = await instance.documents.list(DOCTYPE, { include_docs: true })
  for (const { doc } of rows) {
    if (doc && doc._id !== kept._id && !doc._id.startsWith('_')) await endSession(instance, doc)
  }
}
