import { MAXIMAL, type Rule } from '../../../permissions/rule.js'
import type { Danger } from './sentences.js'

const mayWrite = ({ verbs }: Rule): boolean => verbs.length === 0 || verbs.some(verb => verb !== 'GET')

const isUnlimited = ({ values }: Rule): boolean =>
  values.length === 0 || values.includes('io.cozy.files.root-dir')

/** Who can change these can give what the owner has not agreed to. */
const ACCESS = ['io.cozy.permissions', 'io.cozy.sharings', 'io.cozy.oauth.clients', 'io.cozy.sessions']

const SECRET = /^(?:io\.cozy\.(?:accounts|remote\.secrets)(?:\.\*)?|com\.bitwarden\..*)$/

/** What the owner must not overlook; undefined for all else. */
export const dangerOf = (rule: Rule): Danger | undefined => {
  const { type } = rule
  const base = type.replace(/\.\*$/, '')
  if (type === MAXIMAL) return 'everything'
  if (SECRET.test(type)) return 'secrets'
  if (base === 'io.cozy.files' && isUnlimited(rule)) return 'allFiles'
  if (base === 'io.cozy.settings' && mayWrite(rule)) return 'settings'
  if (ACCESS.includes(base) && mayWrite(rule)) return 'others'
  if ((base === 'io.cozy.apps' || base === 'io.cozy.konnectors') && mayWrite(rule)) return 'software'
  return undefined
}
