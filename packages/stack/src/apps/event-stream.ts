import { StoreError } from '@cozy-jobs/store'
import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Resource } from '../server/json-api.js'
import { HttpError } from '../server/http-error.js'

/** As often as the real stack says that it still works, so that nothing on the way gives the connection up. */
const STILL_WORKING_MS = 10_000

export interface EventStream {
  state(resource: Resource): void
  /** The reason, as the real stack's errors print themselves. */
  error(error: unknown): void
  end(): void
}

/** Answers with a stream of server-sent events, as an installation goes on. */
export const openEventStream = (reply: FastifyReply): EventStream => {
  const stream = new PassThrough()
  const ticker = setInterval(() => stream.write(': still working\r\n'), STILL_WORKING_MS)
  stream.on('close', () => clearInterval(ticker))
  void reply.code(200).header('content-type', 'text/event-stream').send(stream)
  const write = (event: string, data: unknown): void =>
    void stream.write(`event: ${event}\r\ndata: ${JSON.stringify(data)}\r\n\r\n`)
  return {
    state: resource => write('state', { data: resource }),
    error: error => write('error', reasonOf(error)),
    end: () => {
      clearInterval(ticker)
      stream.end()
    }
  }
}

const reasonOf = (error: unknown): string => {
  if (error instanceof StoreError) return `CouchDB(${error.code}): ${error.reason}`
  if (error instanceof HttpError) return `code=${error.status}, message=${error.message}`
  return error instanceof Error ? error.message : String(error)
}
