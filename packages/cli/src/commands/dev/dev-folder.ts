import type { StackClient } from '../../http/stack-client.js'
import { KONNECTOR_ERRORS } from '../../konnector/errors.js'
import type { AccountDocument } from './dev-account.js'

/** The root of each Cozy. */
export const ROOT = 'io.cozy.files.root-dir'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const idAt = async (client: StackClient, path: string): Promise<string | undefined> => {
  const found = await client.find<{ data: { id: string } }>({
    path: '/files/metadata',
    query: { Path: path.replace(/(.)\/+$/, '$1') },
    act: `look for the folder ${path}`
  })
  return found?.data.id
}

/** The id of the folder that the files of a konnector go to: what was typed, what the account says, else the root. */
export const devFolder = async (
  client: StackClient,
  asked: string | undefined,
  { folderId, defaultFolderPath, folderPath }: AccountDocument
): Promise<string> => {
  if (asked !== undefined) {
    if (!asked.startsWith('/')) return asked
    const id = await idAt(client, asked)
    if (id !== undefined) return id
    throw KONNECTOR_ERRORS.noFolder('run the konnector', asked, client.url.host)
  }
  if (textOf(folderId) !== '') return textOf(folderId)
  const path = textOf(defaultFolderPath) || textOf(folderPath)
  return (path.startsWith('/') ? await idAt(client, path) : undefined) ?? ROOT
}
