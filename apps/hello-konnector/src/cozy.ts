import type { Credentials as CozyCredentials } from '@cozy-jobs/env'
import type { Credentials } from './provider.js'

/** `io.cozy.bills` */
export interface Bill {
  _id: string
  type: 'other'
  vendor: string
  vendorRef: string
  /** ISO 8601 */
  date: string
  /** In `currency`, positive. */
  amount: number
  currency: 'EUR'
  /** `io.cozy.files:<id>` */
  invoice: string
}

/** A file on its way into the Cozy. */
export interface NewFile {
  /** Id of the folder. */
  folder: string
  name: string
  mime: string
  content: Uint8Array
}

/** What the konnector asks of the Cozy. */
export interface Cozy {
  credentials(account: string): Promise<Credentials>
  hasBill(id: string): Promise<boolean>
  /** The id of the file; of the one that is there already where the name is taken. */
  saveFile(file: NewFile): Promise<string>
  saveBill(bill: Bill): Promise<void>
}

interface Answer {
  data: { id: string; attributes: { path?: string } }
}

const failure = (act: string, status: number): Error =>
  new Error(
    `Failed to ${act}: the stack answered ${status}. Look at the permissions in the manifest, and at the log of the stack.`
  )

/** A stack gives a konnector a token; in development it is a registered client, which has one. */
const tokenOf = (credentials: CozyCredentials): string => {
  if (credentials.kind === 'token') return credentials.token
  const { token } = credentials.oauth as { token?: { accessToken?: string } }
  return token?.accessToken ?? ''
}

/** By the HTTP API. `url` is the root of the Cozy. */
export const openCozy = (url: string, credentials: CozyCredentials): Cozy => {
  const token = tokenOf(credentials)
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(new URL(path, url), {
      ...init,
      headers: { accept: 'application/json', authorization: `Bearer ${token}`, ...init.headers }
    })
  const read = async <T>(act: string, path: string, init?: RequestInit): Promise<T> => {
    const response = await ask(path, init)
    if (!response.ok) throw failure(act, response.status)
    return (await response.json()) as T
  }

  return {
    async credentials(account) {
      const path = `/data/io.cozy.accounts/${encodeURIComponent(account)}`
      const { auth } = await read<{ auth?: Partial<Credentials> }>('read the account', path)
      return { login: auth?.login ?? '', password: auth?.password ?? '' }
    },

    async hasBill(id) {
      const { status } = await ask(`/data/io.cozy.bills/${encodeURIComponent(id)}`)
      if (status === 200 || status === 404) return status === 200
      throw failure('look for a bill', status)
    },

    async saveFile({ folder, name, mime, content }) {
      const query = new URLSearchParams({ Type: 'file', Name: name })
      const headers = { 'content-type': mime }
      const response = await ask(`/files/${folder}?${query.toString()}`, {
        method: 'POST',
        headers,
        body: content
      })
      if (response.status === 201) return ((await response.json()) as Answer).data.id
      if (response.status !== 409) throw failure('save a file', response.status)
      // A run that ended between file and document has left the file: it is taken as it is.
      const { path = '/' } = (await read<Answer>('read the folder', `/files/${folder}`)).data.attributes
      const place = new URLSearchParams({ Path: `${path.replace(/\/$/, '')}/${name}` })
      return (await read<Answer>('read the file', `/files/metadata?${place.toString()}`)).data.id
    },

    async saveBill({ _id, ...bill }) {
      const body = JSON.stringify(bill)
      const headers = { 'content-type': 'application/json' }
      await read('save a bill', `/data/io.cozy.bills/${encodeURIComponent(_id)}`, {
        method: 'PUT',
        headers,
        body
      })
    }
  }
}
