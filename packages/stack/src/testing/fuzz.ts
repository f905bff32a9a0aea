import fc from 'fast-check'
import type { Answer, Sent, TestStack } from './test-stack.js'

/** One request that somebody might send by mistake or by malice. */
export interface FuzzedRequest {
  method: string
  path: string
  sent: Sent
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

const ODD = ['', '.', '..', '%00', '%2e%2e', '%2F', '_', '_x', '*', 'é', '%FF', '+', 'a b'].map(encodeURI)

/** JSON near to what a route takes: its own words in any place, and any value behind them. */
const bodyOf = (words: readonly string[]): fc.Arbitrary<unknown> => {
  const leaf = fc.oneof(
    fc.constantFrom<unknown>(...words, null, true, 0, -1, 1e300, '', [], {}),
    fc.string(),
    fc.integer()
  )
  const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...words), tie('tree'), { maxKeys: 4 })
    )
  }))
  return fc.oneof(tree, fc.string(), fc.constantFrom('{', '[1,', '"\\ud800"', '{"a":1}{', '\0'))
}

/** Requests to `paths` (their `:parameters` filled) with a family's own words in path, query and body. */
export const fuzzedRequests = (
  paths: readonly string[],
  words: readonly string[],
  tokens: readonly string[]
): fc.Arbitrary<FuzzedRequest> => {
  const segment = fc.constantFrom(...ODD, ...words.map(word => encodeURIComponent(word)))
  const query = fc.dictionary(fc.constantFrom(...words), fc.oneof(fc.constantFrom(...words), fc.string()), {
    maxKeys: 3
  })
  return fc
    .record({
      method: fc.constantFrom(...METHODS),
      route: fc.constantFrom(...paths),
      segments: fc.array(segment, { minLength: 4, maxLength: 4 }),
      query,
      body: fc.option(bodyOf(words), { nil: undefined }),
      type: fc.constantFrom('application/json', 'application/vnd.api+json', 'text/plain', ''),
      token: fc.constantFrom(...tokens)
    })
    .map(({ method, route, segments, query: asked, body, type, token }) => {
      let at = 0
      const path = route.replaceAll(/:\w+/g, () => segments[at++ % segments.length]!)
      const text = new URLSearchParams(asked).toString()
      return {
        method,
        path: text === '' ? path : `${path}?${text}`,
        sent: { token, body, headers: { 'content-type': type } }
      }
    })
}

/** Sends requests and hands each answer to `check`; rejects with the smallest request that fails. */
export const fuzz = (
  test: TestStack,
  requests: fc.Arbitrary<FuzzedRequest>,
  check: (answer: Answer, request: FuzzedRequest) => void,
  numRuns = 1000
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(requests, async request => {
      check(await test.ask(request.method, request.path, request.sent), request)
    }),
    { numRuns }
  )
