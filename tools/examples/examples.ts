import { randomBytes } from 'node:crypto'
import { startBank } from '../bank-site/start-bank.mjs'
import { startBookshop } from '../bookshop-site/start-bookshop.mjs'
import { startPower } from '../power-site/start-power.mjs'

/** What a Cozy holds of a run, by doctype: what each document is known by at the provider, in order. */
export type Held = Record<string, string[]>

/** An example konnector, and all that its modes need to know of it. */
export interface Example {
  slug: string
  /** Of the account: what its owner has entered, or what OAuth has given. Drawn anew for each run of the tests. */
  account: { auth: Record<string, string> } | { oauth: Record<string, string> }
  /** What is to appear nowhere. */
  secret: string
  /** Starts the provider, which knows the account. */
  start(): Promise<{ url: string; close(): Promise<void> }>
  /** After one run, in whichever mode. */
  holds: Held
}

const LOGIN = 'camille@example.org'
const draw = (): string => randomBytes(12).toString('base64url')

const withPassword = (
  slug: string,
  startSite: (options: { accounts: Record<string, string> }) => ReturnType<Example['start']>,
  holds: Held
): Example => {
  const secret = draw()
  const auth = { login: LOGIN, password: secret }
  return { slug, account: { auth }, secret, start: () => startSite({ accounts: { [LOGIN]: secret } }), holds }
}

const BOOKS = ['B-2025-06', 'B-2025-12', 'B-2026-01', 'B-2026-02', 'B-2026-05', 'B-2026-07', 'B-2026-10']
const MONTHS = ['E-2026-09', 'E-2026-10', 'E-2026-11']
const OPERATIONS = ['O1', 'O2', 'O3', 'O4', 'O5', 'O6', 'O7', 'O8', 'O9']

const token = draw()

export const EXAMPLES: readonly Example[] = [
  withPassword('bookshop', startBookshop, { 'io.cozy.bills': BOOKS, 'io.cozy.files': BOOKS }),
  {
    slug: 'power-company',
    account: { oauth: { access_token: token } },
    secret: token,
    start: () => startPower({ client: { id: 'our-cozy', secret: draw() }, tokens: [token] }),
    holds: { 'io.cozy.bills': MONTHS, 'io.cozy.files': MONTHS }
  },
  withPassword('bank', startBank, {
    'io.cozy.bank.accounts': ['A1', 'A2'],
    'io.cozy.bank.operations': OPERATIONS
  })
]
