import type { StackConfig } from '../../config.js'
import type { Instance } from '../../instances/api.js'
import { parsePermissionMap } from '../../permissions/permission-map.js'
import type { Rule } from '../../permissions/rule.js'
import { findVersion } from '../../registry/find-version.js'
import { registriesOf } from '../../registry/registries.js'

/** An app as its newest stable release in the registry is. */
export interface PublishedApp {
  slug: string
  name: string
  rules: readonly Rule[]
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Undefined where no registry has it, or none can be asked. */
export const publishedApp = async (
  config: StackConfig,
  instance: Instance,
  slug: string
): Promise<PublishedApp | undefined> => {
  try {
    const release = { slug, channel: 'stable', version: '' }
    const { manifest } = (await findVersion(registriesOf(config, instance), release)) ?? {}
    if (typeof manifest !== 'object' || manifest === null) return undefined
    const { slug: named, name, permissions } = manifest as Record<string, unknown>
    return { slug: textOf(named) || slug, name: textOf(name), rules: parsePermissionMap(permissions) }
  } catch {
    return undefined
  }
}

const scopeOfRule = ({ type, verbs, values, selector }: Rule): string => {
  if (verbs.length === 0 && values.length === 0 && selector === '') return type
  const parts = [type, verbs.length === 0 ? 'ALL' : verbs.join(',')]
  if (values.length > 0) parts.push(values.join(','))
  if (selector !== '') parts.push(selector)
  return parts.join(':')
}

/** What an app asks for, as a scope. */
export const scopeOfApp = ({ rules }: PublishedApp): string => rules.map(scopeOfRule).join(' ')
