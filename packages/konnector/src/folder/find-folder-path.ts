import type { CozyStack } from '../cozy/api.js'
import { KonnectorError } from '../errors/konnector-error.js'
import { StackError } from '../errors/stack-error.js'
import type { AccountDocument } from '../account/account.js'

/**
 * The path of the folder that files go to: `folder_to_save` of the job's message, which the stack puts there, else the
 * account's own `folderId`. Undefined for a konnector that needs none, and for one that has no rights on files.
 *
 * @throws KonnectorError `NOT_EXISTING_DIRECTORY` where the folder is gone or lies in the trash
 */
export const findFolderPath = async (
  stack: Pick<CozyStack, 'files'>,
  fields: Readonly<Record<string, unknown>>,
  account: Pick<AccountDocument, 'folderId'>
): Promise<string | undefined> => {
  const id = fields['folder_to_save'] || account.folderId
  if (typeof id !== 'string' || id === '') return undefined
  try {
    const { path, type } = await stack.files.statById(id)
    if (type === 'directory' && path !== undefined && !path.startsWith('/.cozy_trash')) return path
  } catch (error) {
    // A person who tries a konnector may give it a folder that it has no use for.
    if (StackError.is(error, 'forbidden')) return undefined
    if (!StackError.is(error, 'not_found')) throw error
    throw new KonnectorError('NOT_EXISTING_DIRECTORY', { message: error.message, cause: error })
  }
  throw new KonnectorError('NOT_EXISTING_DIRECTORY', {
    message:
      'Failed to find the folder: it is in the trash, or it is a file. Choose another one in the account.'
  })
}
