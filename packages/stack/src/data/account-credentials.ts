import type { Keyring } from './keyring.js'

type Fields = Record<string, unknown>

/** Beside the password, which is sealed together with its login. */
const SECRETS = ['secret', 'dob', 'code', 'answer', 'access_token', 'refresh_token', 'appSecret', 'session']

const SUFFIX = '_encrypted'

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What an account's `auth`, and that of its `data`, become. */
const withEachAuth = async (account: Fields, change: (auth: Fields) => Promise<Fields>): Promise<Fields> => {
  if (!isFields(account.auth)) return account
  const auth = await change(account.auth)
  const data = isFields(account.data) ? { data: await withEachAuth(account.data, change) } : {}
  return { ...account, auth, ...data }
}

const sealAuth = async (auth: Fields, keyring: Keyring): Promise<Fields> => {
  const sealed: Fields = {}
  for (const [name, value] of Object.entries(auth)) {
    if (name === 'password') {
      sealed[`credentials${SUFFIX}`] = await keyring.seal(JSON.stringify([textOf(auth.login), textOf(value)]))
    } else if (SECRETS.includes(name)) sealed[name + SUFFIX] = await keyring.seal(JSON.stringify(value))
    // What was sealed before gives way to what is new.
    else if (!name.endsWith(SUFFIX)) sealed[name] = value
  }
  for (const [name, value] of Object.entries(auth)) if (name.endsWith(SUFFIX)) sealed[name] ??= value
  return sealed
}

const openAuth = async (auth: Fields, keyring: Keyring): Promise<Fields> => {
  const opened: Fields = {}
  for (const [sealedName, value] of Object.entries(auth)) {
    const name = sealedName.endsWith(SUFFIX) ? sealedName.slice(0, -SUFFIX.length) : undefined
    if (name === undefined) opened[sealedName] ??= value
    else if (typeof value !== 'string') opened[name] = value
    else {
      const plain = await keyring.open(value)
      const content: unknown = plain === undefined ? undefined : JSON.parse(plain)
      if (name !== 'credentials') opened[name] = content ?? null
      else [opened.login, opened.password] = (content as [string, string] | undefined) ?? ['', '']
    }
  }
  return opened
}

/** An account as it is stored: no secret of it in plain. */
export const sealAccount = <T extends Fields>(account: T, keyring: Keyring): Promise<T> =>
  withEachAuth(account, auth => sealAuth(auth, keyring)) as Promise<T>

/** An account as its konnector reads it. What another stack has sealed is empty. */
export const openAccount = <T extends Fields>(account: T, keyring: Keyring): Promise<T> =>
  withEachAuth(account, auth => openAuth(auth, keyring)) as Promise<T>

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** What of an account, opened, no log may show. */
export const accountSecrets = (account: Fields): string[] => {
  if (!isFields(account.auth)) return []
  const own = Object.entries(account.auth).filter(([name]) => name === 'password' || SECRETS.includes(name))
  const below = isFields(account.data) ? accountSecrets(account.data) : []
  return [...own.flatMap(([, value]) => textsIn(value)), ...below]
}

const hasPlainSecrets = (auth: unknown): boolean =>
  isFields(auth) && Object.keys(auth).some(name => name === 'password' || SECRETS.includes(name))

/** Whether something of it is to be sealed. */
export const isUnsealed = (account: Fields): boolean =>
  isFields(account.auth) &&
  (hasPlainSecrets(account.auth) || (isFields(account.data) && isUnsealed(account.data)))
