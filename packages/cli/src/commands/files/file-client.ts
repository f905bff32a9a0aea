import { basename, dirname } from 'node:path/posix'
import type { Context } from '../../context.js'
import { connect, type Target } from '../../http/connect.js'
import type { StackClient } from '../../http/stack-client.js'
import { nearest } from '../../registry/nearest.js'
import type { Entry } from './entry.js'
import { FILE_ERRORS } from './errors.js'

/** As many as a page of a stack may have. */
const PAGE = '100'

interface Page {
  data: Entry[] | null
  links?: { next?: string } | null
}

/** What a file is made of, or its new version. */
export interface Upload {
  body: Uint8Array | ReadableStream<Uint8Array>
  /** Bytes, where it is known. */
  size?: number
  mime?: string
  query?: Record<string, string>
  act: string
}

const idOf = (id: string): string => encodeURIComponent(id)

/** The files of one Cozy, by path. */
export class FileClient {
  readonly client: StackClient

  constructor(client: StackClient) {
    this.client = client
  }

  /** Undefined where there is none. */
  async at(path: string, act: string): Promise<Entry | undefined> {
    const found = await this.client.find<{ data: Entry }>({
      path: '/files/metadata',
      query: { Path: path },
      act
    })
    return found?.data
  }

  /** Throws where there is none, with what was perhaps meant. */
  async need(path: string, act: string): Promise<Entry> {
    const found = await this.at(path, act)
    if (found) return found
    const parent = path === '/' ? undefined : await this.at(dirname(path), act)
    const names: string[] = []
    if (parent?.attributes.type === 'directory') {
      for await (const { attributes } of this.children(parent.id, act)) names.push(attributes.name)
    }
    const near = nearest(basename(path), names)
    throw FILE_ERRORS.missing(
      act,
      path,
      near === undefined ? undefined : `${dirname(path)}/${near}`.replace('//', '/')
    )
  }

  /** What a directory holds, page by page. */
  async *children(id: string, act: string): AsyncGenerator<Entry> {
    let next: string | undefined = `/files/${idOf(id)}/relationships/contents?page[limit]=${PAGE}`
    while (next !== undefined) {
      const url: URL = new URL(next, this.client.url)
      const page: Page = await this.client.json<Page>({
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        act
      })
      yield* page.data ?? []
      next = page.links?.next || undefined
    }
  }

  async makeDirectory(parent: string, name: string, act: string): Promise<Entry> {
    const { data } = await this.client.json<{ data: Entry }>({
      method: 'POST',
      path: `/files/${idOf(parent)}`,
      query: { Type: 'directory', Name: name },
      act
    })
    return data
  }

  create(parent: string, name: string, upload: Upload): Promise<Entry> {
    return this.#send('POST', parent, { ...upload, query: { Type: 'file', Name: name, ...upload.query } })
  }

  replace(id: string, upload: Upload): Promise<Entry> {
    return this.#send('PUT', id, upload)
  }

  async content(id: string, act: string): Promise<ReadableStream<Uint8Array>> {
    const { body } = await this.client.answer({
      path: `/files/download/${idOf(id)}`,
      headers: { accept: '*/*' },
      act
    })
    return (body ?? new Blob([]).stream()) as ReadableStream<Uint8Array>
  }

  /** Into the trash; past it with `permanent`. */
  async remove(id: string, permanent: boolean, act: string): Promise<void> {
    await (await this.client.answer({ method: 'DELETE', path: `/files/${idOf(id)}`, act })).body?.cancel()
    if (!permanent) return
    const gone = await this.client.answer({ method: 'DELETE', path: `/files/trash/${idOf(id)}`, act })
    await gone.body?.cancel()
  }

  async #send(
    method: 'POST' | 'PUT',
    id: string,
    { body, size, mime, query = {}, act }: Upload
  ): Promise<Entry> {
    const { data } = await this.client.json<{ data: Entry }>({
      method,
      path: `/files/${idOf(id)}`,
      query: { ...query, ...(size !== undefined && { Size: String(size) }) },
      body,
      headers: mime === undefined ? {} : { 'content-type': mime },
      act
    })
    return data
  }
}

/** A client of the files of the instance. */
export const connectFiles = async (target: Target, context: Context, verbs = ''): Promise<FileClient> =>
  new FileClient(await connect(target, `io.cozy.files${verbs}`, context))
