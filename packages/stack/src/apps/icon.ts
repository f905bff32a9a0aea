import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, posix } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp'
}

export interface Icon {
  content: Buffer
  type: string
  /** In its quotes. */
  etag: string
}

/** The file that a manifest names as icon; undefined where there is none. It never leaves the app's folder. */
export const readIcon = async (folder: string, name: string): Promise<Icon | undefined> => {
  const path = posix.join('/', name)
  if (path === '/') return undefined
  try {
    const content = await readFile(join(folder, path))
    return {
      content,
      type: TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
      etag: `"${createHash('md5').update(content).digest('hex')}"`
    }
  } catch {
    return undefined
  }
}
