import { createInterface } from 'node:readline'
import type { Context } from '../../context.js'
import type { StackClient } from '../../http/stack-client.js'
import type { AccountDocument } from './dev-account.js'

/** Milliseconds between two looks at the account. */
const EACH = 1000

const BY: Record<string, string> = {
  EMAIL: ' that came by e-mail',
  SMS: ' that came by SMS',
  APP_CODE: ' of your app'
}

/** What the konnector waits for, by the account's state. */
const requestIn = ({ state }: Record<string, unknown>): { kind: string; retry: boolean } | undefined => {
  const text = typeof state === 'string' ? state : ''
  const [, retry, kind = ''] = /^TWOFA_NEEDED(_RETRY)?(?:\.(\w+))?$/.exec(text) ?? []
  return text.startsWith('TWOFA_NEEDED') ? { kind, retry: retry !== undefined } : undefined
}

const pause = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, EACH)
    signal.addEventListener('abort', end, { once: true })
  })

const readLine = (
  { input = process.stdin, terminal }: Pick<Context, 'input' | 'terminal'>,
  question: string,
  signal: AbortSignal
): Promise<string | undefined> =>
  new Promise(resolve => {
    terminal.err(question)
    const lines = createInterface({ input, signal })
    lines.once('line', line => {
      resolve(line.trim())
      lines.close()
    })
    lines.once('close', () => resolve(undefined))
  })

/**
 * Asks at the terminal for the code that a konnector waits for, as Cozy's apps do, and writes it into the account; until
 * `signal`.
 */
export const askForCodes = async (
  client: StackClient,
  account: string,
  context: Pick<Context, 'input' | 'terminal'>,
  signal: AbortSignal
): Promise<void> => {
  const { terminal } = context
  const path = `/data/io.cozy.accounts/${encodeURIComponent(account)}`
  const read = () => client.find<AccountDocument>({ path, act: 'look whether a code is asked for' })
  let answered = ''
  while (!signal.aborted) {
    await pause(signal)
    if (signal.aborted) return
    const document = await read()
    const request = document && requestIn(document)
    // The same request until the konnector writes the account again.
    if (!document || !request || document['twoFACode'] || document['_rev'] === answered) continue
    answered = String(document['_rev'])
    if (request.kind === 'APP') {
      terminal.err(terminal.yellow('The provider waits for a confirmation in your app.'))
      continue
    }
    const words = `${request.retry ? 'The code was wrong. ' : ''}Type the code${BY[request.kind] ?? ''}:`
    const code = await readLine(context, terminal.yellow(words), signal)
    if (code === undefined || code === '') continue
    const now = (await read()) ?? document
    await client.json({ method: 'PUT', path, json: { ...now, twoFACode: code }, act: 'give the code' })
  }
}
