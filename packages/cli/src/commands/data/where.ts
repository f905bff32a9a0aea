import { DATA_ERRORS } from './errors.js'

const CONDITION = /^([^=<>!]+?)\s*(!=|>=|<=|=|>|<)\s*(.*)$/s
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/
const DAY = /^\d{4}-\d{2}(-\d{2})?$/

/** Sorts behind every text that begins alike: what of a day comes after its beginning. */
const END = '\ufff0'

const OPERATORS = { '=': '$eq', '!=': '$ne', '>': '$gt', '>=': '$gte', '<': '$lt', '<=': '$lte' } as const

const isOperator = (text: string): text is keyof typeof OPERATORS => Object.hasOwn(OPERATORS, text)

/** A number, true, false, null, a text in quotes as JSON; anything else is the text that it is. */
export const readValue = (text: string): unknown => {
  if (NUMBER.test(text) || text === 'true' || text === 'false' || text === 'null') return JSON.parse(text)
  if (!/^".*"$/s.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A day or a month stands for all of it: documents have dates such as 2026-01-31T12:00:00.000Z. */
const ofDay = (operator: keyof typeof OPERATORS, day: string): Record<string, unknown> => {
  if (operator === '=') return { $gte: day, $lt: day + END }
  if (operator === '!=') return { $not: { $gte: day, $lt: day + END } }
  return { [OPERATORS[operator]]: operator === '>' || operator === '<=' ? day + END : day }
}

/** One condition, such as `amount>10`, as CouchDB has it. Throws for what is none. */
export const readCondition = (text: string): Record<string, unknown> => {
  const [, field = '', operator = '', written = ''] = CONDITION.exec(text.trim()) ?? []
  if (field === '' || !isOperator(operator)) throw DATA_ERRORS.noCondition(text)
  const test = DAY.test(written) ? ofDay(operator, written) : { [OPERATORS[operator]]: readValue(written) }
  return { [field]: test }
}
