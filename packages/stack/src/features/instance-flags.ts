import { contextOf } from '../installs/context.js'
import type { Instance } from '../instances/api.js'
import type { Stack } from '../stack.js'
import {
  CONTEXT_FLAGS_ID,
  contextFlagsId,
  DEFAULT_FLAGS_ID,
  readFlags,
  type Flags
} from './flag-documents.js'
import { configuredFlags } from './configured-flags.js'
import { valueOfShare } from './ratio.js'

/** Where flags come from. */
export interface FlagSource {
  /** `io.cozy.settings.flags.` and `instance`, `config`, `context` or `default`. */
  id: string
  /** As they stand there: those of a context are shares. */
  flags: Flags
}

export interface InstanceFlags {
  flags: Flags
  /** Those that have any, the first that names a flag decides. */
  sources: readonly FlagSource[]
}

type Parts = Pick<Stack, 'config' | 'store'>

const isEmpty = (flags: Flags | undefined): boolean => !flags || Object.keys(flags).length === 0

const sharesOf = (instance: Instance, shares: Flags): Flags =>
  Object.fromEntries(
    Object.entries(shares)
      .map(([name, share]) => [name, valueOfShare(instance.id, name, share)] as const)
      .filter(([, value]) => value !== undefined && value !== null)
  )

/**
 * The feature flags of an instance: its own, then those of its context in cozy.yaml, those that an administrator gave to
 * shares of its context, and the defaults. There is no manager to be asked.
 */
export const instanceFlags = async ({ config, store }: Parts, instance: Instance): Promise<InstanceFlags> => {
  const own = instance.details.feature_flags
  const configured = configuredFlags(contextOf(config, instance))
  const shares = await readFlags(store, contextFlagsId(instance.context))
  const defaults = await readFlags(store, DEFAULT_FLAGS_ID)
  const sources: FlagSource[] = [
    ...(own && !isEmpty(own) ? [{ id: 'io.cozy.settings.flags.instance', flags: own }] : []),
    // The real stack shows this one even where it is empty.
    ...(configured ? [{ id: 'io.cozy.settings.flags.config', flags: configured }] : []),
    ...(shares && !isEmpty(shares) ? [{ id: CONTEXT_FLAGS_ID, flags: shares }] : []),
    ...(defaults && !isEmpty(defaults) ? [{ id: DEFAULT_FLAGS_ID, flags: defaults }] : [])
  ]
  const flags: Record<string, unknown> = {}
  for (const source of sources) {
    const values = source.id === CONTEXT_FLAGS_ID ? sharesOf(instance, source.flags) : source.flags
    for (const [name, value] of Object.entries(values)) if (!Object.hasOwn(flags, name)) flags[name] = value
  }
  return { flags, sources }
}
