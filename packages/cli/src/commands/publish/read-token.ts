import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Context } from '../../context.js'
import { ERRORS } from '../../errors.js'
import { isInteractive } from '../../terminal/is-interactive.js'

const fromFile = async (file: string, { cwd, input = process.stdin }: Context): Promise<string> => {
  if (file === '-') return text(input)
  try {
    return await readFile(resolve(cwd, file), 'utf8')
  } catch (error) {
    const why = `the token file ${file} can not be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`
    throw ERRORS.notReadable('publish', why, 'Name one that is there, or set REGISTRY_TOKEN.')
  }
}

/** Asks at the terminal, which shows nothing of what is typed. */
const fromPerson = ({ input = process.stdin, terminal, signal }: Context): Promise<string> =>
  new Promise((resolveLine, reject) => {
    terminal.err('Token of the editor (it is not shown):')
    const nothing = new Writable({ write: (_part, _encoding, done) => done() })
    const lines = createInterface({ input, output: nothing, terminal: true, signal })
    // The terminal is told to hand Ctrl-C on as a letter.
    lines.once('SIGINT', () => {
      reject(ERRORS.notReadable('publish', 'it was interrupted', 'Nothing was published.'))
      lines.close()
    })
    lines.once('line', line => {
      resolveLine(line)
      lines.close()
    })
    lines.once('close', () => resolveLine(''))
  })

/** The token of an editor: a file, REGISTRY_TOKEN, or a person; never an argument. Undefined where nobody knows one. */
export const readToken = async (file: string | undefined, context: Context): Promise<string | undefined> => {
  const token =
    file !== undefined
      ? await fromFile(file, context)
      : context.env['REGISTRY_TOKEN'] || (isInteractive(context) ? await fromPerson(context) : '')
  return token.trim() || undefined
}
