import { parseMoment } from '@cozy-jobs/triggers'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { decodeJson } from '../server/go-json.js'
import { readBody } from '../server/body.js'
import type { RouteFamily } from '../server/family.js'
import { badRequest } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import type { MovableClock, Moved } from './movable-clock.js'

/** So many alarms may ring in one request, or fewer: a trigger of every second makes 86 400 jobs a day. */
const LIMIT = 10_000

/** What JavaScript's dates can count to. */
const LAST_DATE = 8.64e15

interface Move {
  /** Undefined to run again. */
  to: Date | undefined
  /** Each job has ended before the clock goes on. */
  wait: boolean
  limit: number
}

const readMove = async (request: FastifyRequest, clock: MovableClock): Promise<Move> => {
  let body: unknown
  try {
    body = decodeJson((await readBody(request, 1024)).toString())
  } catch {
    body = undefined
  }
  const { by, to, resume, wait, limit } = (body ?? {}) as Record<string, unknown>
  const target =
    typeof by === 'number'
      ? clock.now().getTime() + by
      : typeof to === 'string'
        ? (parseMoment(to)?.getTime() ?? NaN)
        : NaN
  if (resume === true) return { to: undefined, wait: false, limit: 0 }
  if (Number.isNaN(target) || Math.abs(target) > LAST_DATE) {
    throw badRequest('Expected "by" in milliseconds, "to" with a date, or "resume": true')
  }
  return {
    to: new Date(target),
    wait: wait === true,
    limit: typeof limit === 'number' ? Math.min(limit, LIMIT) : LIMIT
  }
}

const sendClock = (reply: FastifyReply, clock: MovableClock, moved?: Moved): FastifyReply =>
  sendJson(reply, 200, { now: clock.now().toISOString(), stopped: clock.isStopped, ...moved })

const register = (server: FastifyInstance): void => {
  const { clock, engine } = server.stack
  server.get('/clock', (_request, reply) => sendClock(reply, clock))
  server.post('/clock', async (request, reply) => {
    const { to, wait, limit } = await readMove(request, clock)
    if (!to) {
      await clock.resume()
      return sendClock(reply, clock)
    }
    const settle = (): Promise<void> => (wait ? engine.idle() : engine.fired())
    return sendClock(reply, clock, await clock.moveTo(to, { settle, limit }))
  })
}

/** `/clock` on the admin port: the time of the stack, read and moved. The real stack has nothing like it. */
export const clockRoutes: RouteFamily = {
  name: 'clock',
  port: 'admin',
  fidelity: 'Not of the real stack: read its time, move it, let it run again.',
  register
}
