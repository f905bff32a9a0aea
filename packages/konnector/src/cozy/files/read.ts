import type { CozyFile, CozyFiles, FindQuery } from '../api.js'
import type { Indexes } from '../documents/indexes.js'
import { orUndefined } from '../documents/read.js'
import { askJson, type Ask } from '../request/ask.js'
import { toFile, type FileResource } from './file-document.js'

/** The most that the stack gives at once. */
const PAGE = 1_000

interface Answer<T> {
  data: T
  included?: FileResource[]
  links?: { next?: string }
}

type Reading = 'statByPath' | 'lookupByPath' | 'statById' | 'lookupById' | 'list' | 'find' | 'download'

/** Reads files and folders. */
export const fileReading = (ask: Ask, indexOf: Indexes): Pick<CozyFiles, Reading> => {
  const one = async (path: string, query: Record<string, string> = {}): Promise<CozyFile> =>
    toFile((await askJson<Answer<FileResource>>(ask, { act: 'look for a file', path, query })).data)

  const statByPath = (path: string): Promise<CozyFile> => one('/files/metadata', { Path: path })
  // One child is as few as can be asked for: a folder may hold thousands, which nobody wants here.
  const statById = (id: string): Promise<CozyFile> =>
    one(`/files/${encodeURIComponent(id)}`, { 'page[limit]': '1' })

  const find = async ({
    selector,
    index,
    fields,
    sort,
    limit = Infinity
  }: FindQuery): Promise<CozyFile[]> => {
    const use_index = index && (await indexOf('io.cozy.files', index))
    const found: CozyFile[] = []
    let cursor: string | undefined
    for (;;) {
      const most = Math.min(PAGE, limit - found.length)
      const { data, links } = await askJson<Answer<FileResource[]>>(ask, {
        act: 'find files',
        method: 'POST',
        path: '/files/_find',
        query: { 'page[cursor]': cursor },
        json: { selector, fields, sort, use_index, limit: most },
        idempotent: true
      })
      found.push(...data.map(toFile))
      const next = /[?&]page\[cursor\]=([^&]*)/.exec(decodeURI(links?.next ?? ''))?.[1]
      if (data.length < most || found.length >= limit || !next || next === cursor) return found
      cursor = next
    }
  }

  return {
    statByPath,
    lookupByPath: path => orUndefined(statByPath(path)),
    statById,
    lookupById: id => orUndefined(statById(id)),
    list: dirId => find({ selector: { dir_id: dirId }, index: ['dir_id'] }),
    find,
    async download(id, { signal } = {}) {
      const { body } = await ask({
        act: 'read a file',
        path: `/files/download/${encodeURIComponent(id)}`,
        headers: { accept: '*/*' },
        ...(signal && { signal })
      })
      return (body ?? new Blob([]).stream()) as ReadableStream<Uint8Array>
    }
  }
}
