import { appendFile, readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'

/** A login in a job's own folder is never in git: told to it before the first one is written. */
export const ignoreToken = async (folder: string, token: string, cwd: string): Promise<void> => {
  const path = relative(folder, resolve(cwd, token)).replaceAll('\\', '/')
  if (path.startsWith('..')) return
  const file = join(folder, '.gitignore')
  const text = await readFile(file, 'utf8').catch(() => '')
  const line = `/${path}`
  if (text.split('\n').some(each => each.trim() === line || each.trim() === path)) return
  await appendFile(file, `${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`)
}
