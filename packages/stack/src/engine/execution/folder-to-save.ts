import { posix } from 'node:path'
import { StoreError, type Document } from '@cozy-jobs/store'
import { FileSystem } from '../../files/file-system.js'
import { isDirectory, type Directory } from '../../files/file-document.js'
import { FILES, ROOT_ID, TRASH_PATH } from '../../files/tree.js'
import type { Instance } from '../../instances/api.js'
import { allTriggers, TRIGGERS } from '../triggers/trigger-store.js'
import { isObject, textOf } from './attempt.js'
import { folderPathFor } from './folder-path.js'

interface Reference {
  type: string
  id: string
}

/** What makes a folder one of a konnector's. */
const KONNECTORS = 'io.cozy.konnectors'
const SOURCE_ACCOUNT = 'io.cozy.accounts.sourceAccountIdentifier'

export interface FolderRequest {
  instance: Instance
  slug: string
  /** Of the konnector's manifest. */
  name: string
  message: Record<string, unknown>
  /** Absent where the message names none. */
  account: Document | undefined
  now: Date
}

const isAlive = ({ path }: Directory): boolean => !path.startsWith(TRASH_PATH)

const referencesOf = (folder: Directory): Reference[] =>
  (folder.referenced_by as Reference[] | undefined) ?? []

const refersTo = (folder: Directory, type: string, id: string): boolean =>
  referencesOf(folder).some(one => one.type === type && one.id === id)

/** A folder that says for which account at the provider it is, is for no other. */
const fits = (folder: Directory, source: string): boolean =>
  source === '' ||
  refersTo(folder, SOURCE_ACCOUNT, source) ||
  !referencesOf(folder).some(({ type }) => type === SOURCE_ACCOUNT)

const sourceOf = (account: Document | undefined): string =>
  isObject(account?.metadata) ? textOf(account.metadata.sourceAccountIdentifier) : ''

/** The one folder that refers to the konnector; undefined where there are none or several. */
const referringFolder = async (
  { instance, slug }: FolderRequest,
  source: string
): Promise<Directory | undefined> => {
  const selector = {
    type: 'directory',
    referenced_by: { $elemMatch: { type: KONNECTORS, id: `${KONNECTORS}/${slug}` } }
  }
  const { docs } = await instance.documents.find(FILES, { selector, limit: 1000 })
  const [first, ...others] = (docs as unknown as Directory[]).filter(one => isAlive(one) && fits(one, source))
  return others.length === 0 ? first : undefined
}

/** Makes what lacks on the way. */
const makePath = async ({ instance, now }: FolderRequest, path: string): Promise<Directory> => {
  const files = new FileSystem(instance)
  let folder = (await files.byId(ROOT_ID)) as Directory
  for (const name of posix.normalize(path).split('/').filter(Boolean)) {
    const there = await files.child(folder._id, name)
    folder =
      there && isDirectory(there)
        ? there
        : // Another konnector may make it at this moment.
          await files.makeDirectory(folder, name, { now }).catch(async (error: unknown) => {
            const made = await files.child(folder._id, name)
            if (made && isDirectory(made)) return made
            throw error
          })
  }
  return folder
}

/** A folder that refers to nothing yet is the konnector's from now on, and says for which account it is. */
const dedicate = async (
  { instance, slug, account, now }: FolderRequest,
  folder: Directory,
  source: string
): Promise<void> => {
  if (referencesOf(folder).length > 0) return
  const createdOn = `http://${instance.domain}/`
  const referenced_by = [
    { type: KONNECTORS, id: `${KONNECTORS}/${slug}` },
    ...(source === '' ? [] : [{ type: SOURCE_ACCOUNT, id: source }])
  ]
  await new FileSystem(instance).put({
    ...folder,
    referenced_by,
    cozyMetadata: {
      ...folder.cozyMetadata,
      createdOn,
      createdByApp: slug,
      updatedByApps: [{ slug, date: now.toISOString(), instance: createdOn }],
      sourceAccount: account?._id
    }
  })
}

/** Whoever has changed it meanwhile wins: the next run says it again. */
const putUnlessChanged = async (instance: Instance, doctype: string, doc: Document): Promise<void> => {
  try {
    await instance.documents.put(doctype, doc)
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'conflict') throw error
  }
}

/** The triggers that run this konnector for this account save there from now on. */
const tellTriggers = async ({ instance, slug, message }: FolderRequest, folder: string): Promise<void> => {
  for (const trigger of await allTriggers(instance)) {
    const about = trigger.message
    if (!isObject(about) || about.konnector !== slug || about.account !== message.account) continue
    await putUnlessChanged(instance, TRIGGERS, { ...trigger, message: { ...about, folder_to_save: folder } })
  }
}

/**
 * The message of a konnector with a folder that is there: the one it names, else the one that refers to the konnector,
 * else one that is made, `/Administrative/<name>/<account>`, and told to account and triggers (`ensureFolderToSave` of
 * the real stack). A message that names no folder is left as it is.
 */
export const withFolderToSave = async (request: FolderRequest): Promise<Record<string, unknown>> => {
  const { instance, message, account } = request
  const wanted = textOf(message.folder_to_save)
  if (wanted === '') return message
  const there = await new FileSystem(instance).directory(wanted)
  if (there && isAlive(there)) return message
  const source = sourceOf(account)
  const referring = await referringFolder(request, source)
  if (!referring && !account) return message
  const path = account && (textOf(account.defaultFolderPath) || textOf(account.folderPath))
  const wantedPath = path || folderPathFor(instance.locale, request.name, account)
  const folder = referring ?? (await makePath(request, wantedPath))
  await tellTriggers(request, folder._id)
  if (!referring && account) {
    await dedicate(request, folder, source)
    if (textOf(account.defaultFolderPath) === '') {
      await putUnlessChanged(instance, 'io.cozy.accounts', { ...account, defaultFolderPath: wantedPath })
    }
  }
  return { ...message, folder_to_save: folder._id }
}
