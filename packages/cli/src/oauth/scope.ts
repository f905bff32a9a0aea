interface Rule {
  type: string
  /** Empty for all. */
  verbs: string[]
  isLimited: boolean
}

const rulesOf = (scope: string): Rule[] =>
  scope.split(/\s+/).flatMap(text => {
    const [type = '', verbs = '', values = ''] = text.split(':')
    if (type === '') return []
    return [
      { type, verbs: verbs === 'ALL' ? [] : verbs.split(',').filter(Boolean), isLimited: values !== '' }
    ]
  })

const ALL = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

const covers = (granted: Rule, { type, verbs }: Rule, verb: string): boolean => {
  if (granted.isLimited) return false
  const below = granted.type.endsWith('.*') ? granted.type.slice(0, -1) : undefined
  const sameType =
    granted.type === '*' || granted.type === type || (below !== undefined && `${type}.`.startsWith(below))
  const asked = verbs.length === 0 || verbs.includes(verb)
  return sameType && (!asked || granted.verbs.length === 0 || granted.verbs.includes(verb))
}

/** Whether a granted scope allows all that another one asks for; what is limited to some documents counts for nothing. */
export const isWithin = (asked: string, granted: string): boolean => {
  const rules = rulesOf(granted)
  return rulesOf(asked).every(rule => {
    const verbs = rule.verbs.length === 0 ? ALL : rule.verbs
    return verbs.every(verb => rules.some(each => covers(each, rule, verb)))
  })
}

/** What "cozy-jobs login" asks for where it is told nothing: what people look at when they try a job. */
export const DEFAULT_SCOPE = [
  'io.cozy.files',
  'io.cozy.apps',
  'io.cozy.konnectors',
  'io.cozy.accounts',
  'io.cozy.jobs',
  'io.cozy.triggers',
  'io.cozy.contacts',
  'io.cozy.contacts.groups',
  'io.cozy.bank.*',
  'io.cozy.bills',
  'io.cozy.identities',
  'io.cozy.notifications',
  'io.cozy.todos',
  'io.cozy.doctypes:GET',
  'io.cozy.settings:GET'
].join(' ')
