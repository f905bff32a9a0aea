import { PassThrough } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { EngineEvent } from '../engine/api.js'
import type { Run, RunLine, RunSummary } from '../engine/history/api.js'
import { sendJson } from '../server/json-api.js'
import { queryOf } from '../server/request.js'
import type { Stack } from '../stack.js'
import { findRun } from './find-one.js'

/** Runs whose lines are shown where none is named. */
const RUNS = 20

/** Bytes that wait for one who does not read them, before he is let go. */
const MOST_WAITING = 4 * 1024 * 1024

/** A line with the run that it is of. */
export type ShownLine = RunLine & { run: string; name: string }

type Who = Pick<RunSummary, 'id' | 'name'>

const shown = ({ id, name }: Who, line: RunLine): ShownLine => ({ run: id, name, ...line })

interface Kept {
  lines: ShownLine[]
  /** The one run that was asked for. */
  run?: Run
}

const kept = async (stack: Stack, id: string, prefix: string | undefined): Promise<Kept> => {
  if (id !== '') {
    const run = await findRun(stack, id)
    return { lines: run.log.map(line => shown(run, line)), run }
  }
  const heads = await stack.history.list({ limit: RUNS, ...(prefix !== undefined && { prefix }) })
  const runs = await stack.history.lines(heads.map(({ id }) => id))
  const lines = runs.flatMap(run => run.log.map(line => shown(run, line)))
  return { lines: lines.sort((a, b) => a.n - b.n) }
}

const hasEnded = ({ state }: Run): boolean => state === 'done' || state === 'errored'

/**
 * `GET /runs/logs`: the lines of one run, or of the last ones, as JSON; with `follow` a line of JSON each, as they come,
 * those of one run until it has ended.
 */
export const addLogRoute = (server: FastifyInstance): void => {
  const { stack } = server
  server.get('/runs/logs', async (request, reply) => {
    const id = queryOf(request, 'run')
    const domain = queryOf(request, 'domain')
    const prefix = domain === '' ? undefined : (stack.instances.get(domain)?.prefix ?? '')
    if (queryOf(request, 'follow') !== 'true') {
      return sendJson(reply, 200, { lines: (await kept(stack, id, prefix)).lines })
    }
    const stream = new PassThrough()
    const write = (line: ShownLine): void => {
      stream.write(`${JSON.stringify(line)}\n`)
      if (stream.writableLength > MOST_WAITING) stream.destroy()
    }
    // Those that come while the kept ones are read are not lost, and not shown twice.
    let waiting: ShownLine[] | undefined = []
    const stop = stack.history.follow((who, line) => {
      if (!who.id.startsWith(id) || (prefix !== undefined && who.prefix !== prefix)) return
      if (waiting) waiting.push(shown(who, line))
      else write(shown(who, line))
    })
    const ended = new Set<string>()
    let only: string | undefined
    const onEngine = (event: EngineEvent): void => {
      if (event.type !== 'ended') return
      // One that ends while the kept lines are read.
      if (only === undefined && id !== '') ended.add(event.job._id)
      if (event.job._id === only) stream.end()
    }
    stack.events.on('engine', onEngine)
    const leave = (): void => {
      stop()
      stack.events.off('engine', onEngine)
    }
    stream.on('close', leave)
    try {
      const { lines: before, run } = await kept(stack, id, prefix)
      only = run?.id
      for (const line of before) write(line)
      const last = before.at(-1)?.n ?? 0
      for (const line of waiting) if (line.n > last) write(line)
      waiting = undefined
      if (run && (hasEnded(run) || ended.has(run.id))) stream.end()
    } catch (error) {
      leave()
      throw error
    }
    return reply.code(200).header('content-type', 'application/x-ndjson').send(stream)
  })
}
