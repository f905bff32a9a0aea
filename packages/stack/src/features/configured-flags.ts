import type { Flags } from './flag-documents.js'

const isObject = (value: unknown): value is Flags =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One of a list: the name of a flag that is on, or one flag and its value. */
const flagOf = (item: unknown): Flags =>
  isObject(item) && Object.keys(item).length === 1 ? item : { [String(item)]: true }

/** `features` of a context in cozy.yaml, a list or names with values; undefined where it has neither. */
export const configuredFlags = ({ features }: Readonly<Record<string, unknown>>): Flags | undefined => {
  if (Array.isArray(features)) return Object.assign({}, ...features.map(flagOf)) as Flags
  return isObject(features) ? { ...features } : undefined
}
