import type { StackConfig } from '../config.js'
import type { Instance } from '../instances/api.js'

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What may be done with a file by what a scan has found; the real stack's, where a context does not say. */
const ACTIONS = {
  clean: ['download', 'share', 'preview', 'delete'],
  error: ['download', 'share', 'preview', 'delete'],
  infected: ['delete'],
  pending: ['download', 'share', 'preview', 'delete'],
  skipped: ['download', 'share', 'preview', 'delete']
}

const settingsOf = ({ contexts }: Pick<StackConfig, 'contexts'>, name: string): Fields | undefined => {
  const antivirus = Object.hasOwn(contexts, name) ? contexts[name]?.antivirus : undefined
  return isFields(antivirus) ? antivirus : undefined
}

/**
 * What clients are told of the antivirus. This stack has none: it is never enabled, whatever a context says, and what may
 * be done with files by its findings is told as it is configured.
 */
export const antivirusOf = (config: Pick<StackConfig, 'contexts'>, { context }: Instance): Fields => {
  const found = settingsOf(config, context) ?? settingsOf(config, 'default')
  const notifications = isFields(found?.notifications) ? found.notifications : {}
  return {
    enabled: false,
    notifications: { email_on_infected: notifications.email_on_infected === true },
    ...(found && { actions: isFields(found.actions) ? found.actions : ACTIONS })
  }
}
