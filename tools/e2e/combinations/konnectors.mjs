const LOGINS = {
  form: { fields: ['login', 'password'], messages: ['LOGIN_FAILED'] },
  oauth: { fields: [], messages: ['USER_ACTION_NEEDED.OAUTH_OUTDATED'] },
  none: { fields: [], messages: [] }
}

const DATA = {
  bills: {
    reads: 'read-bills',
    types: ['bill'],
    doctypes: ['io.cozy.bills', 'io.cozy.files', 'io.cozy.bank.operations'],
    saved: 'io.cozy.bills'
  },
  documents: { reads: 'read-documents', doctypes: ['io.cozy.files'], saved: 'io.cozy.files' },
  identity: { reads: 'read-profile', saved: 'io.cozy.identities' },
  operations: { reads: 'read-bank', saved: 'io.cozy.bank.operations' }
}

/** Konnectors: each kind of data with each kind of login, and what the owner may be asked for besides. */
export const KONNECTORS = [
  ...Object.entries(LOGINS).flatMap(([login, ofLogin]) =>
    Object.entries(DATA).map(([data, ofData]) => ({
      name: `${data}-by-${login}`,
      words: ['--data', data, '--login', login],
      ...ofLogin,
      ...ofData
    }))
  ),
  {
    name: 'with-fields',
    words: ['--data', 'bills', '--login', 'form', '--fields', 'customerNumber,phone:text?'],
    ...LOGINS.form,
    ...DATA.bills,
    fields: ['login', 'password', 'customerNumber', 'phone']
  },
  {
    name: 'with-scopes',
    words: ['--data', 'operations', '--login', 'oauth', '--scope', 'accounts,operations'],
    ...LOGINS.oauth,
    ...DATA.operations,
    scope: ['accounts', 'operations']
  }
]
