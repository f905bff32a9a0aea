import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Environment } from '../context.js'
import { configFolder } from './config-folder.js'
import { LOGIN_ERRORS } from './errors.js'
import type { Login } from './login.js'

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code

/** One file for each stack: a host with its port, which no file system minds. */
const nameOf = (url: URL): string =>
  `${url.protocol.slice(0, -1)}-${url.host.replaceAll(/[^\w.-]/g, '_')}.json`

const isLogin = (value: unknown): value is Login => {
  const { url, client, tokens, scope } = (value ?? {}) as Partial<Login>
  return [url, client?.id, client?.secret, tokens?.access, tokens?.refresh, scope].every(
    each => typeof each === 'string'
  )
}

/** The logins of a user: a folder that nobody else can look into. */
export class LoginStore {
  readonly #folder: string | undefined

  /** @param place the folder among what the command keeps: a job that is tried has logins of its own */
  constructor(env: Environment, place = 'logins') {
    const folder = configFolder(env)
    this.#folder = folder && join(folder, place)
  }

  /** Undefined where there is none. Throws where it is there and no login. */
  async read(url: URL): Promise<Login | undefined> {
    return this.#folder === undefined ? undefined : this.#readFile(join(this.#folder, nameOf(url)))
  }

  /** All of them, by address. */
  async list(): Promise<Login[]> {
    if (this.#folder === undefined) return []
    const folder = this.#folder
    const names = await readdir(folder).catch(() => [])
    const found = await Promise.all(
      names.filter(name => name.endsWith('.json')).map(name => this.#readFile(join(folder, name)))
    )
    return found.flatMap(each => each ?? []).sort((one, other) => (one.url < other.url ? -1 : 1))
  }

  /** Readable for the user alone, and never half written. */
  async write(login: Login): Promise<void> {
    if (this.#folder === undefined) throw LOGIN_ERRORS.noFolder()
    const file = join(this.#folder, nameOf(new URL(login.url)))
    const aside = `${file}.${randomBytes(6).toString('hex')}`
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 })
      await writeFile(aside, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
      await rename(aside, file)
    } catch (error) {
      await rm(aside, { force: true }).catch(() => undefined)
      throw LOGIN_ERRORS.unwritable(file, codeOf(error) ?? String(error))
    }
  }

  /** Before anybody is asked: a login that can't be kept would leave its client at the stack. Throws. */
  async checkFolder(): Promise<void> {
    if (this.#folder === undefined) throw LOGIN_ERRORS.noFolder()
    await mkdir(this.#folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      throw LOGIN_ERRORS.unwritable(this.#folder ?? '', codeOf(error) ?? String(error))
    })
  }

  async remove(url: URL): Promise<void> {
    if (this.#folder !== undefined) await rm(join(this.#folder, nameOf(url)), { force: true })
  }

  async #readFile(file: string): Promise<Login | undefined> {
    let text: string
    try {
      text = await readFile(file, 'utf8')
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
      throw LOGIN_ERRORS.unreadable(file, codeOf(error) ?? String(error))
    }
    try {
      const login: unknown = JSON.parse(text)
      if (isLogin(login)) return login
    } catch {
      // Told just as JSON that is no login.
    }
    throw LOGIN_ERRORS.unreadable(file, 'it holds no login')
  }
}
