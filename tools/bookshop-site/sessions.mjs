import { randomBytes, randomInt } from 'node:crypto'

const draw = () => randomBytes(18).toString('base64url')

/**
 * @typedef {object} Session
 * @property {string} csrf good for one form
 * @property {string} [login] whose password was right
 * @property {string} [code] asked for, and not given yet
 * @property {boolean} open
 * @property {number} left requests until it ends
 */

/** The sessions of a site: a cookie each. */
export const createSessions = () => {
  /** @type {Map<string, Session>} */
  const sessions = new Map()
  return {
    /** That of a request, or a new one. @returns {{ session: Session, headers: Record<string, string> }} */
    of({ sid = '' }) {
      const present = sessions.get(sid)
      if (present) return { session: present, headers: {} }
      const id = draw()
      const session = { csrf: draw(), open: false, left: Infinity }
      sessions.set(id, session)
      return { session, headers: { 'set-cookie': `sid=${id}; Path=/; HttpOnly; SameSite=Lax` } }
    },
    /** @returns {Session | undefined} one that is signed in */
    open({ sid = '' }) {
      const session = sessions.get(sid)
      if (!session?.open) return undefined
      if (session.left-- > 0) return session
      sessions.delete(sid)
      return undefined
    },
    /** A token of a form is good for once. */
    takeCsrf(session, given) {
      const good = given === session.csrf
      session.csrf = draw()
      return good
    },
    drawCode: () => String(randomInt(100_000, 1_000_000)),
    end: ({ sid = '' }) => sessions.delete(sid),
    endAll: () => sessions.clear()
  }
}
