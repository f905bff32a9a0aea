import type { StackConfig } from '../config.js'
import { contextOf } from '../installs/context.js'
import type { Instance } from '../instances/api.js'

type Flags = Record<string, unknown>

const isObject = (value: unknown): value is Flags =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One of a list: the name of a flag that is on, or one flag and its value. */
const flagOf = (item: unknown): Flags =>
  isObject(item) && Object.keys(item).length === 1 ? item : { [String(item)]: true }

/** The flags of an instance: `features` of its context in cozy.yaml, a list or names with values. */
export const flagsOf = (
  config: Pick<StackConfig, 'contexts'>,
  instance: Pick<Instance, 'context'>
): Flags => {
  const { features } = contextOf(config, instance)
  if (Array.isArray(features)) return Object.assign({}, ...features.map(flagOf)) as Flags
  return isObject(features) ? { ...features } : {}
}
