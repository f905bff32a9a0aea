import type { FuzzRequest } from './requests.js'
import type { FuzzAnswer } from './send.js'

const STACK_TRACE = /\n\s+at .+[:(]|node:internal|node_modules|\.[mc]?[jt]s:\d+:\d+/

/** The 501s that say what is not there, and the 503 of an app that is being installed. */
const SAID = /fidelity\.md|Unknown trigger type|Application is not ready/

/** Documents that no token of the test is for; their relations are seen by whoever may see files. */
const FORBIDDEN = /^\/data\/io\.cozy\.secrets\/(?!.*relationships)/

/** What is wrong with an answer; undefined where nothing is. `secrets` are those that no answer may hold. */
export const faultOf = (
  { headers, text, status }: FuzzAnswer,
  { headers: sent, method, path }: FuzzRequest,
  secrets: readonly string[]
): string | undefined => {
  if (status >= 500 && !(status !== 500 && (method === 'HEAD' || SAID.test(text)))) return `is ${status}`
  if (status < 200) return `is ${status}`
  if (status < 300 && method !== 'OPTIONS' && FORBIDDEN.test(path)) return 'lets in whom it must refuse'
  if (STACK_TRACE.test(text)) return `shows a stack trace: ${STACK_TRACE.exec(text)?.[0]}`
  if (/^x-injected$/im.test(headers)) return 'has a header that was in the request'
  if (
    secrets.some(
      secret => secret && (text + headers).includes(secret) && !Object.values(sent).includes(secret)
    )
  )
    return 'shows a secret'
  return undefined
}
