import { randomBytes } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { LOGIN_ERRORS } from '../../oauth/errors.js'
import type { Login } from '../../oauth/login.js'

/** A login in a file that the person names, as `--token` had it: for its owner alone, never half written. */
export const tokenFile = (file: string) => ({
  /** Undefined where there is none, and where it is a login at another Cozy or one of older tools. */
  async read(url: URL): Promise<Login | undefined> {
    try {
      const login = JSON.parse(await readFile(file, 'utf8')) as Partial<Login>
      const isOurs = login.url === url.href && login.client !== undefined && login.tokens !== undefined
      return isOurs ? (login as Login) : undefined
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOENT' || error instanceof SyntaxError) return undefined
      throw LOGIN_ERRORS.unreadable(file, code ?? String(error))
    }
  },
  async write(login: Login): Promise<void> {
    const aside = `${file}.${randomBytes(6).toString('hex')}`
    try {
      await writeFile(aside, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
      await rename(aside, file)
    } catch (error) {
      await rm(aside, { force: true })
      throw LOGIN_ERRORS.unwritable(file, (error as NodeJS.ErrnoException).code ?? String(error))
    }
  }
})
