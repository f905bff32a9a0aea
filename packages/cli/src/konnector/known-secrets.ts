import { accountSecrets, type AccountSecrets, type DevConfig } from '@cozy-jobs/fixtures'
import type { JobManifest } from '../job/job-manifest.js'

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** What of the configuration and of accounts no line and no file may show. */
export const knownSecrets = (
  { fields: entered, COZY_PARAMETERS: parameters = {} }: DevConfig,
  { fields }: JobManifest,
  accounts: readonly unknown[] = []
): AccountSecrets => {
  const found = [entered, ...accounts, parameters].map(values => accountSecrets(values, fields))
  return {
    // A stack gives what is secret of a konnector's parameters under this name.
    secrets: [...found.flatMap(({ secrets }) => secrets), ...textsIn(parameters['secret'])],
    names: found.flatMap(({ names }) => names)
  }
}
