import { DATA_ERRORS } from './errors.js'
import { readCondition } from './where.js'

export const FIND_ACT = 'find documents'

/** A question as `_find` takes it. */
export interface Query {
  selector: Record<string, unknown>
  /** Fields of the index that it needs: a stack answers no question without one. None where all is asked for. */
  index: string[]
  sort?: Record<string, 'asc' | 'desc'>[]
  fields?: string[]
}

export const namesIn = (text: string): string[] =>
  text
    .split(',')
    .map(name => name.trim())
    .filter(Boolean)

const selectorIn = (text: string): Record<string, unknown> => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw DATA_ERRORS.notJson(FIND_ACT, '--selector', (error as Error).message)
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw DATA_ERRORS.notAnObject(FIND_ACT, '--selector')
}

const sortOf = (text: string): Record<string, 'asc' | 'desc'>[] =>
  namesIn(text).map(name => {
    const [, field = name, order] = /^-?(.*?)(?::(asc|desc))?$/.exec(name) ?? []
    return { [field]: name.startsWith('-') || order === 'desc' ? 'desc' : 'asc' }
  })

/** The first field that is compared, one that is equal to something if there is such: its index holds the least. */
const indexFor = (conditions: readonly Record<string, unknown>[]): string[] => {
  const fields = conditions.flatMap(each => Object.entries(each)).filter(([name]) => !name.startsWith('$'))
  const isEqual = ([, test]: [string, unknown]): boolean =>
    typeof test !== 'object' || test === null || '$eq' in test
  const [field] = fields.find(isEqual) ?? fields[0] ?? []
  return field === undefined ? [] : [field]
}

/** What the options ask. A field that is sorted by must be there: CouchDB sorts by an index, which has no others. */
export const queryOf = (options: {
  where: readonly string[]
  selector?: string | undefined
  sort?: string | undefined
  fields?: string | undefined
}): Query => {
  const sort = options.sort === undefined ? [] : sortOf(options.sort)
  const asked = [
    ...options.where.map(readCondition),
    ...(options.selector === undefined ? [] : [selectorIn(options.selector)])
  ]
  const index = sort.length > 0 ? sort.flatMap(each => Object.keys(each)) : indexFor(asked)
  const conditions = [...asked, ...index.map(field => ({ [field]: { $gte: null } }))]
  const [first = {}, ...others] = conditions
  const fields = options.fields === undefined ? [] : namesIn(options.fields)
  return {
    selector: others.length === 0 ? first : { $and: conditions },
    index,
    ...(sort.length > 0 && { sort }),
    ...(fields.length > 0 && { fields: [...new Set(['_id', ...fields])] })
  }
}

/** How many are wanted; undefined for all. */
export const readLimit = (text: string): number | undefined => {
  if (text === 'all') return undefined
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text)
  throw DATA_ERRORS.notANumber(FIND_ACT, '--limit', text)
}
