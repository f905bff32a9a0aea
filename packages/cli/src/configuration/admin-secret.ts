import { readFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import type { Context } from '../context.js'
import { configurationFolders } from './find-files.js'
import type { Problems } from './problems.js'

const contentOf = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

/**
 * The text of `admin.secret_filename`, looked for where the configuration is; '' where nothing names it. One that is
 * named and not there leaves the port open, as in a development build of the real stack, with a remark.
 */
export const readAdminSecret = async (
  name: string | undefined,
  context: Pick<Context, 'cwd' | 'env'>,
  problems: Problems
): Promise<string> => {
  if (name === undefined) return ''
  const files = isAbsolute(name) ? [name] : configurationFolders(context).map(folder => join(folder, name))
  for (const file of files) {
    const text = await contentOf(file)
    if (text !== undefined) return text.trim()
  }
  problems.remark(
    `The admin port asks for no passphrase: ${name} (admin.secret_filename) is not there. Write it with "cozy-stack config passwd ${files.at(-1)}".`
  )
  return ''
}
