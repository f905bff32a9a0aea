import { KonnectorError } from '../errors/konnector-error.js'
import { StackError } from '../errors/stack-error.js'
import type { CozyStack } from '../cozy/api.js'
import type { Account, AccountDocument } from './account.js'
import { checkTOS } from './check-tos.js'

const ACCOUNTS = 'io.cozy.accounts'

const loginOf = ({ auth }: AccountDocument): string | undefined =>
  ['login', 'identifier', 'email', 'accountName']
    .map(name => auth?.[name])
    .find((value): value is string => typeof value === 'string' && value !== '')

/** How an account is read. */
export interface OpenAccountOptions {
  /** The account is being deleted: its document may be gone already. */
  deleted?: boolean
  /** Told of the document each time it is read, before anything else sees it: to mask its secrets. */
  onDocument?: (document: AccountDocument) => void
}

/**
 * Reads the account of a run; without an id there is none, and it is empty.
 *
 * @throws KonnectorError `CANNOT_FIND_ACCOUNT`, `TOS_NOT_ACCEPTED`
 */
export const openAccount = async (
  stack: Pick<CozyStack, 'documents'>,
  id: string | undefined,
  { deleted = false, onDocument }: OpenAccountOptions = {}
): Promise<Account> => {
  let document: AccountDocument = {}
  const keep = (read: AccountDocument): AccountDocument => {
    onDocument?.(read)
    return (document = read)
  }
  const own = (): string => {
    if (id !== undefined) return id
    throw new KonnectorError('CANNOT_FIND_ACCOUNT', {
      message: 'Failed to change the account: the run has none. Give "account" in COZY_FIELDS.'
    })
  }
  const read = async (): Promise<AccountDocument> => {
    try {
      return keep(await stack.documents.get<AccountDocument>(ACCOUNTS, own()))
    } catch (error) {
      checkTOS(error)
      if (!StackError.is(error, 'not_found', 'forbidden')) throw error
      throw new KonnectorError('CANNOT_FIND_ACCOUNT', { message: error.message, cause: error })
    }
  }
  const update: Account['update'] = async attributes =>
    keep(
      await stack.documents.change<AccountDocument>(ACCOUNTS, own(), present => ({
        ...present,
        ...attributes
      }))
    )
  const getData = (): Record<string, unknown> => ({ ...document.data })

  if (id !== undefined) {
    await read().catch((error: unknown) => {
      if (!deleted) throw error
    })
  }
  return {
    id,
    get document() {
      return document
    },
    get login() {
      return loginOf(document)
    },
    getData,
    async saveData(data, { merge = true } = {}) {
      const { data: saved = {} } = await update({ data: merge ? { ...getData(), ...data } : data })
      return saved
    },
    update,
    refresh: read
  }
}
