import { StackError, stackErrorCode } from '../../errors/stack-error.js'

/** Characters: what a stack says of itself is short, what a proxy in front of it says may be a page. */
const LONGEST_REASON = 300

interface JsonApiError {
  title?: unknown
  detail?: unknown
}

const texts = (...values: unknown[]): string[] =>
  values.filter((value): value is string => typeof value === 'string' && value !== '')

const describe = (text: string): { reason: string; titles: string[] } => {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return { reason: '', titles: [] }
  }
  if (typeof body !== 'object' || body === null) return { reason: '', titles: [] }
  const { errors, error, reason, message, error_description } = body as Record<string, unknown>
  const list: JsonApiError[] = Array.isArray(errors) ? (errors as JsonApiError[]) : []
  const said = [
    ...list.flatMap(({ title, detail }) => texts(title, detail).join(': ') || []),
    ...texts(error, reason, message, error_description)
  ]
  return { reason: said.join('; '), titles: [...list.flatMap(({ title }) => texts(title)), ...texts(error)] }
}

/** The error that an answer of 400 and more stands for; the answer is read to its end. */
export const failureOf = async (act: string, answer: Response): Promise<StackError> => {
  const text = await answer.text().catch(() => '')
  const { reason, titles } = describe(text)
  const said = reason === '' ? '' : ` (${reason.slice(0, LONGEST_REASON)})`
  return new StackError({
    code: stackErrorCode(answer.status),
    status: answer.status,
    act,
    reason: `the Cozy answered ${answer.status}${said}`,
    titles
  })
}

const causeText = (error: unknown): string => {
  const { code, message } = ((error as { cause?: unknown } | undefined)?.cause ?? error ?? {}) as {
    code?: unknown
    message?: unknown
  }
  return (
    [code, message].find((text): text is string => typeof text === 'string' && text !== '') ?? String(error)
  )
}

/** The error of a request that had no answer. */
export const unreachable = (act: string, error: unknown): StackError =>
  new StackError({
    code: 'unreachable',
    status: 0,
    act,
    reason: `the Cozy did not answer (${causeText(error)})`,
    cause: error
  })

/** The error of a request that the run had no time for any more. */
export const outOfTime = (act: string, error: unknown): StackError =>
  new StackError({ code: 'out_of_time', status: 0, act, reason: 'there was no time left', cause: error })
