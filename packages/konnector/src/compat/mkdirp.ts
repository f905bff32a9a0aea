import { posix } from 'node:path'
import { cozyClient } from './cozy-client/cozy-client.js'
import type { Resource } from './cozy-client/json-api.js'

export interface Client {
  files: {
    statByPath(path: string): Promise<Resource>
    createDirectory(options: { name: string; dirID: string }): Promise<Resource>
  }
}
type Mkdirp = (...components: string[]) => Promise<Resource | null>

const isExpected = (error: unknown): boolean =>
  [404, 409].includes((error as { status?: number }).status ?? 0)

const fromCozy = ({ files }: Client): Mkdirp => {
  const make = async (path: string): Promise<Resource> => {
    try {
      return await files.statByPath(path)
    } catch (error) {
      if (!isExpected(error)) throw error
    }
    const parent = await make(posix.dirname(path))
    try {
      return await files.createDirectory({ name: posix.basename(path), dirID: parent._id })
    } catch (error) {
      // Somebody else was faster.
      if (!isExpected(error)) throw error
      return files.statByPath(path)
    }
  }
  return (...components) => make(posix.join('/', ...components))
}

/** Makes every folder of a path; `fromCozy` does it by another client. */
export const mkdirp: Mkdirp & { fromCozy: typeof fromCozy } = Object.assign(fromCozy(cozyClient), {
  fromCozy
})
