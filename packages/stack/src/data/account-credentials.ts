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
export const openAccount = async <T extends Fields>(account: T, keyring: Keyring): Promise<T> =>
  openTokens((await withEachAuth(account, auth => openAuth(auth, keyring))) as T, keyring)

/** What a provider has given by OAuth, and what lets the stack in there. */
const TOKENS = ['access_token', 'refresh_token', 'client_secret']

const withOauth = async <T extends Fields>(
  account: T,
  change: (oauth: Fields) => Promise<Fields>
): Promise<T> => (isFields(account.oauth) ? { ...account, oauth: await change(account.oauth) } : account)

/**
 * An account whose tokens the stack itself has got, as it is stored. Those that somebody else writes into an account lie
 * there as they come, as on the real stack.
 */
export const sealTokens = <T extends Fields>(account: T, keyring: Keyring): Promise<T> =>
  withOauth(account, async oauth => {
    const sealed: Fields = {}
    for (const [name, value] of Object.entries(oauth)) {
      if (TOKENS.includes(name)) sealed[name + SUFFIX] = await keyring.seal(JSON.stringify(value))
      // What was sealed before gives way to what is new.
      else if (!(TOKENS.map(token => token + SUFFIX).includes(name) && name in sealed)) sealed[name] = value
    }
    return sealed
  })

export const openTokens = <T extends Fields>(account: T, keyring: Keyring): Promise<T> =>
  withOauth(account, async oauth => {
    const opened: Fields = {}
    for (const [name, value] of Object.entries(oauth)) {
      const token = TOKENS.find(one => name === one + SUFFIX)
      if (token === undefined || typeof value !== 'string') opened[name] = value
      else {
        const plain = await keyring.open(value)
        opened[token] = plain === undefined ? '' : (JSON.parse(plain) as unknown)
      }
    }
    return opened
  })

export const hasSealedTokens = ({ oauth }: Fields): boolean =>
  isFields(oauth) && TOKENS.some(name => name + SUFFIX in oauth)

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** What of an account, opened, no log may show. */
export const accountSecrets = (account: Fields): string[] => {
  const { oauth } = account
  const tokens = isFields(oauth) ? TOKENS.flatMap(name => textsIn(oauth[name])) : []
  return [...tokens, ...authSecrets(account)]
}

const authSecrets = (account: Fields): string[] => {
  if (!isFields(account.auth)) return []
  const own = Object.entries(account.auth).filter(([name]) => name === 'password' || SECRETS.includes(name))
  const below = isFields(account.data) ? authSecrets(account.data) : []
  return [...own.flatMap(([, value]) => textsIn(value)), ...below]
}

const hasPlainSecrets = (auth: unknown): boolean =>
  isFields(auth) && Object.keys(auth).some(name => name === 'password' || SECRETS.includes(name))

/** Whether something of it is to be sealed. */
export const isUnsealed = (account: Fields): boolean =>
  isFields(account.auth) &&
  (hasPlainSecrets(account.auth) || (isFields(account.data) && isUnsealed(account.data)))
