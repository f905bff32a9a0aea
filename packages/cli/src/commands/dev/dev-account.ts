import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StackClient } from '../../http/stack-client.js'
import { KONNECTOR_ERRORS } from '../../konnector/errors.js'

const ACCOUNTS = '/data/io.cozy.accounts'
const ACT = 'run the konnector'

/** An account as a stack has it. */
export type AccountDocument = Record<string, unknown> & { _id: string }

/** Which account is wanted. */
export interface AccountRequest {
  slug: string
  /** Of the konnector. */
  folder: string
  fields: Record<string, unknown>
  /** An account that is there. */
  account: string | undefined
  create: boolean
}

const pathOf = (id: string): string => `${ACCOUNTS}/${encodeURIComponent(id)}`

/** The account that a konnector is tried with: one that is there, one that the owner would make, or the one for trying. */
export const devAccount = async (
  client: StackClient,
  { slug, folder, fields, account, create }: AccountRequest
): Promise<AccountDocument> => {
  const act = `save the account of ${slug}`
  const find = (id: string) =>
    client.find<AccountDocument>({ path: pathOf(id), act: `read the account ${id}` })
  if (account !== undefined) {
    const found = await find(account)
    if (found) return found
    throw KONNECTOR_ERRORS.noAccount(ACT, account, client.url.host)
  }
  const mine = { account_type: slug, auth: { ...fields } }
  const write = async (id: string, found: AccountDocument | undefined): Promise<AccountDocument> => {
    // A stack takes an id with its revision, or neither: then the path alone names the new document.
    const json = { ...found, ...mine }
    await client.json({ method: 'PUT', path: pathOf(id), json, act })
    return { ...json, _id: id }
  }
  if (!create) return write(`dev-${slug}`, await find(`dev-${slug}`))
  const note = join(folder, '.account')
  const known = (await readFile(note, 'utf8').catch(() => '')).trim()
  const found = known === '' ? undefined : await find(known)
  if (found) return write(known, found)
  const json = { ...mine, name: slug }
  const { id } = await client.json<{ id: string }>({ method: 'POST', path: `${ACCOUNTS}/`, json, act })
  await writeFile(note, `${id}\n`)
  return { ...json, _id: id }
}
