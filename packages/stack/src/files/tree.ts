import type { Instance } from '../instances/api.js'

export const FILES = 'io.cozy.files'

export const ROOT_ID = 'io.cozy.files.root-dir'

export const TRASH_ID = 'io.cozy.files.trash-dir'

export const TRASH_NAME = '.cozy_trash'

export const TRASH_PATH = `/${TRASH_NAME}`

export const isInTrash = (path: string): boolean => path.startsWith(`${TRASH_PATH}/`)

const ADMINISTRATIVE = new Map([
  ['es', 'Administrativo'],
  ['fr', 'Administratif']
])

/** What the directory for papers is called in a language, where konnectors get theirs. */
export const administrativeName = (locale: string): string => ADMINISTRATIVE.get(locale) ?? 'Administrative'

const PHOTOS = new Map([['es', 'Fotos']])

/** The directories that the owner of a new instance finds, named in their language. */
const firstDirectories = ({ domain, locale }: Instance, date: string): Record<string, unknown>[] => {
  const common = {
    type: 'directory',
    dir_id: ROOT_ID,
    created_at: date,
    updated_at: date,
    cozyMetadata: {
      doctypeVersion: '1',
      metadataVersion: 1,
      createdAt: date,
      updatedAt: date,
      createdOn: `http://${domain}/`
    }
  }
  const administrative = administrativeName(locale)
  const photos = PHOTOS.get(locale) ?? 'Photos'
  const referenced_by = [{ id: 'io.cozy.apps/administrative', type: 'io.cozy.apps' }]
  return [
    { ...common, name: administrative, path: `/${administrative}`, referenced_by },
    { ...common, name: photos, path: `/${photos}` }
  ]
}

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
    path: TRASH_PATH,
    ...dates
  })
  await instance.documents.bulk(FILES, firstDirectories(instance, date))
}
