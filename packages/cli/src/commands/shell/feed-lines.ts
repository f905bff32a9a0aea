import { createInterface } from 'node:readline'
import { PassThrough, Writable } from 'node:stream'
import { start, type REPLServer } from 'node:repl'

/** How a shell reads and writes. */
export interface ShellStreams {
  input: NodeJS.ReadableStream & { isTTY?: boolean }
  write: (text: string) => void
  color: boolean
  columns: number
  show: (value: unknown) => string
}

type Eval = REPLServer['eval']

/** A promise is awaited before it is shown: `http.get(…)` gives its answer. */
const awaiting = (own: Eval): Eval =>
  function (this: REPLServer, code, context, file, done) {
    own.call(this, code, context, file, (error, result: unknown) => {
      if (error) return done(error, undefined)
      Promise.resolve(result).then(
        value => done(null, value),
        (thrown: unknown) => done(thrown instanceof Error ? thrown : new Error(String(thrown)), undefined)
      )
    })
  }

/** Starts a REPL; with a pipe as its input a line is given to it when the one before has been answered. */
export const startShell = ({ input, write, color, columns, show }: ShellStreams) => {
  const isTerminal = Boolean(input.isTTY)
  const feed = isTerminal ? undefined : new PassThrough()
  const output = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        write(chunk.toString())
        done()
      }
    }),
    { columns, isTTY: isTerminal }
  )
  const server = start({
    prompt: isTerminal ? '> ' : '',
    input: feed ?? input,
    output,
    terminal: isTerminal,
    useColors: color,
    ignoreUndefined: true,
    writer: show
  })
  Object.assign(server, { eval: awaiting(server.eval) })
  const lines: string[] = []
  let ready: () => void = () => undefined
  if (feed) {
    const prompt = server.displayPrompt.bind(server)
    server.displayPrompt = preserve => {
      prompt(preserve)
      ready()
    }
    void (async () => {
      for await (const line of createInterface({ input })) {
        lines.push(line)
        const answered = new Promise<void>(resolve => (ready = resolve))
        feed.write(`${line}\n`)
        await answered
      }
      server.close()
    })()
  }
  return { server, lines }
}
