import { isDoctypeName } from './doctype-name.js'
import { PERMISSION_ERRORS } from './errors.js'
import type { Rule } from './rule.js'

const parseRule = (text: string): Rule => {
  const parts = text.split(':')
  const [type = '', verbs = 'ALL', values, selector = ''] = parts
  if (parts.length > 4 || !isDoctypeName(type, { wildcard: true })) throw PERMISSION_ERRORS.badScope()
  return {
    type,
    verbs: verbs === 'ALL' ? [] : verbs.split(','),
    values: values === undefined ? [] : values.split(','),
    selector
  }
}

/**
 * Reads a scope: rules apart by one space, each `doctype[:VERB,VERB[:value,value[:selector]]]`.
 * Throws 400 for an empty one, a name that is no doctype, or more than four parts.
 */
export const parseScope = (scope: string): Rule[] => scope.split(' ').map(parseRule)
