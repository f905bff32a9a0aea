import type { Answer, TestStack } from '../../testing/test-stack.js'
import type { Call } from './cozy-stack-calls/call.js'

const filled = (text: string, names: ReadonlyMap<string, string>): string =>
  text.replaceAll(/\{(\w+)\}/g, (braces, name: string) => names.get(name) ?? braces)

const filledAll = (
  texts: Readonly<Record<string, string>> = {},
  names: ReadonlyMap<string, string>
): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(text, names)]))

/** What stands at a path of JSON, `data.0.id`; undefined where nothing does. */
const at = (json: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], json)

const textAt = ({ text, json }: Answer, path: string): string =>
  path === 'text' ? text : String(at(json, path))

/** The last event of an answer that comes bit by bit, as the program reads it. */
const lastEvent = (text: string): unknown => {
  const lines = text.split('\r\n').filter(line => line !== '')
  const data = lines.filter(line => line.startsWith('data: ')).at(-1) ?? ''
  const isError = lines.includes('event: error')
  return isError ? undefined : (JSON.parse(data.slice('data: '.length)) as unknown)
}

/** What the program would miss in an answer. */
const missing = ({ reads }: Call, answer: Answer): string[] => {
  if (reads === undefined || reads === 'text') return []
  if (reads === 'events') return at(lastEvent(answer.text), 'data.attributes.version') ? [] : ['an app']
  return reads.filter(path => at(answer.json, path) === undefined)
}

/** One call and how it went, as a test compares it. */
export interface Outcome {
  command: string
  request: string
  status: number
  missing: string[]
}

/** Replays calls in their order; `names` gets what they keep. */
export const replayCalls = async (
  test: TestStack,
  calls: readonly Call[],
  names: Map<string, string>
): Promise<Outcome[]> => {
  const outcomes: Outcome[] = []
  for (const call of calls) {
    const query = new URLSearchParams(filledAll(call.query, names)).toString()
    const path = filled(call.path, names)
    const address = query === '' ? path : `${path}?${query}`
    const sent = {
      headers: { accept: '', 'user-agent': 'go-cozy-client', ...call.headers },
      ...(call.body !== undefined && { body: filled(call.body, names) }),
      ...(call.scope !== undefined && { token: await test.cli(call.scope) })
    }
    const answer = await (call.port === 'admin'
      ? test.admin(call.method, address, {
          ...sent,
          headers: { authorization: 'Basic Og==', ...sent.headers }
        })
      : test.ask(call.method, address, sent))
    for (const [name, kept] of Object.entries(call.keeps ?? {})) names.set(name, textAt(answer, kept))
    outcomes.push({
      command: call.command,
      request: `${call.method} ${call.path}`,
      status: answer.status,
      missing: answer.status === call.status ? missing(call, answer) : [answer.text]
    })
  }
  return outcomes
}
