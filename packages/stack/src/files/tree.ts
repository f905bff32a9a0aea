import type { Instance } from '../instances/api.js'

export const FILES = 'io.cozy.files'

export const ROOT_ID = 'io.cozy.files.root-dir'

export const TRASH_ID = 'io.cozy.files.trash-dir'

export const TRASH_NAME = '.cozy_trash'

/** The directories that each instance has. */
export const createTree = async (instance: Instance, now: Date): Promise<void> => {
  const date = now.toISOString()
  const dates = { created_at: date, updated_at: date }
  await instance.documents.put(FILES, { _id: ROOT_ID, type: 'directory', path: '/', ...dates })
  await instance.documents.put(FILES, {
    _id: TRASH_ID,
    type: 'directory',
    name: TRASH_NAME,
    dir_id: ROOT_ID,
    path: `/${TRASH_NAME}`,
    ...dates
  })
}
