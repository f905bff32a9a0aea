import type { CozyFile, Upload } from '../cozy/api.js'
import type { FilesContext } from './context.js'
import { openContent } from './content/open-content.js'
import { release, type Opened } from './content/opened.js'
import type { FileEntry } from './entry.js'
import { fileKeyOf } from './file-key.js'
import { plainMetadata } from './metadata.js'
import type { FilesSettings } from './options.js'
import { badFile, judgeContent } from './validate/judge.js'
import { lookAt } from './validate/look.js'
import { isTypeOfName, typeOfName } from './validate/media-type.js'

/** One file on its way. */
export interface Target {
  entry: FileEntry
  name: string
  folder: CozyFile
  /** What the file is known by. */
  key: string | undefined
  /** The file that gets a new version. */
  present: CozyFile | undefined
}

const forcedType = ({ entry, name }: Target, { contentType }: FilesSettings): string | undefined =>
  contentType === true ? typeOfName(name) : contentType || entry.fileAttributes?.contentType || undefined

const dateOf = (...values: (Date | string | undefined)[]): Date | undefined => {
  const given = values.find(value => value !== undefined)
  return given === undefined ? undefined : new Date(given)
}

const metadataOf = ({ entry, key, present }: Target, { fileIdAttributes }: FilesSettings) => {
  const mark = key ?? (fileIdAttributes && fileKeyOf(entry, fileIdAttributes))
  return {
    ...present?.metadata,
    ...plainMetadata(entry.fileAttributes?.metadata),
    ...(mark !== undefined && { fileIdAttributes: mark })
  }
}

const placeOf = ({ name, folder, present }: Target): Pick<Upload, 'name' | 'dirId' | 'fileId' | 'rev'> => ({
  name,
  dirId: folder._id,
  ...(present && { fileId: present._id, ...(present._rev && { rev: present._rev }) })
})

/** Whether a content can be asked for again. */
export const isRepeatable = ({ filestream }: FileEntry): boolean =>
  !filestream ||
  typeof filestream === 'function' ||
  typeof filestream === 'string' ||
  filestream instanceof Uint8Array

/**
 * Fetches a file and passes it on to the Cozy as it comes. What is found to be bad on the way is broken off there, so
 * that nothing of it stays.
 *
 * @throws KonnectorError `BAD_DOWNLOADED_FILE`, `FILE_DOWNLOAD_FAILED`, StackError
 */
export const uploadContent = async (
  context: FilesContext,
  target: Target,
  settings: FilesSettings
): Promise<CozyFile> => {
  const { entry, name } = target
  const { log, stack, budget } = context
  const opened = await openContent(context, entry, settings)
  let last: Opened = opened
  const broken: unknown[] = []
  const own = new AbortController()
  const breakOff = (error: unknown): void => {
    broken.push(error)
    // Nobody should wait for the rest, nor ask for it again.
    own.abort()
  }
  try {
    const type = forcedType(target, settings) ?? opened.type
    const usual = !settings.validateFile
    if (usual && type && !isTypeOfName(type, name)) {
      log.warn(`${name} and ${type} do not correspond`)
      log.warn('BAD_MIME_TYPE')
      throw badFile(name, `the provider says that it is ${type}`)
    }
    const { validateFileContent } = settings
    const read = (from: Opened): AsyncIterable<Buffer> => {
      last = from
      const expected = { name, type, size: from.size, usual, sniff: validateFileContent === true }
      return lookAt(from.bytes, judgeContent(log, expected), breakOff)
    }
    let first: Opened | undefined = opened
    const again = async (): Promise<AsyncIterable<Buffer>> => {
      const from = first ?? (await openContent(context, entry, settings))
      first = undefined
      return read(from) as never
    }
    const { fileAttributes = {} } = entry
    const createdAt = dateOf(fileAttributes.createdAt, fileAttributes.created_at)
    const updatedAt = dateOf(fileAttributes.updatedAt, fileAttributes.updated_at)
    return await stack.files.upload({
      ...placeOf(target),
      content: (isRepeatable(entry) ? again : read(opened)) as Upload['content'],
      ...(type && { type }),
      ...(opened.size !== undefined && { size: opened.size }),
      metadata: metadataOf(target, settings),
      ...settings.source,
      ...(createdAt && { createdAt }),
      ...(updatedAt && { updatedAt }),
      ...(fileAttributes.tags && { tags: fileAttributes.tags }),
      ...(fileAttributes.executable && { executable: true }),
      signal: AbortSignal.any([budget.signal, own.signal])
    })
  } catch (error) {
    // Not what the way to the Cozy made of it.
    throw broken.length > 0 ? broken[0] : error
  } finally {
    await release(last)
  }
}
