import { authorize } from './authorize.js'
import { LOGIN_ERRORS } from './errors.js'
import type { Login } from './login.js'
import { startRedirectServer } from './redirect-server.js'
import { registerClient, unregisterClient } from './register.js'

export interface LoginRequest {
  url: URL
  scope: string
  /** Of the client, as the owner sees it. */
  name: string
  /** Milliseconds that the owner has for an answer. */
  timeout: number
  /** The same for the message. */
  timeoutText: string
  signal: AbortSignal
  /** Shows or opens the address at which the owner consents. */
  show: (address: URL) => void | Promise<void>
}

/** What is done after a Ctrl-C still has this long, in milliseconds. */
const LAST_WORD = 3000

const outcomeOf = async <T>(
  work: Promise<T>,
  { url, timeout, timeoutText, signal }: LoginRequest
): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  let giveUp: (() => void) | undefined
  const ended = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(LOGIN_ERRORS.tooLate(url.origin, timeoutText)), timeout)
    giveUp = () => reject(new DOMException('The login was given up.', 'AbortError'))
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp)
  })
  try {
    return await Promise.race([work, ended])
  } finally {
    clearTimeout(timer)
    if (giveUp) signal.removeEventListener('abort', giveUp)
  }
}

/**
 * Registers a client with a stack, lets its owner consent in a browser, and fetches the tokens. Whatever goes wrong on
 * the way, a refusal and a Ctrl-C too, the client is taken away again.
 */
export const logIn = async (request: LoginRequest): Promise<Login> => {
  const { url, scope, name, signal, show } = request
  const server = await startRedirectServer()
  try {
    const client = await registerClient(url, { name, redirectUri: server.uri }, signal)
    try {
      const authorization = await authorize(url, client, { scope, redirectUri: server.uri })
      const answer = server.answer(authorization.state)
      await show(authorization.address)
      return await authorization.complete(await outcomeOf(answer, request), signal)
    } catch (error) {
      // The first reason is the one to tell.
      await unregisterClient(url, client, AbortSignal.timeout(LAST_WORD)).catch(() => undefined)
      throw error
    }
  } finally {
    await server.close()
  }
}
