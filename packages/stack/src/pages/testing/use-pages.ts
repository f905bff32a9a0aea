import { afterAll, beforeAll } from '@jest/globals'
import fixturify, { type DirJSON } from 'fixturify'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserHash, DEFAULT_PASSPHRASE } from '../../instances/passphrase.js'
import type { StackOptions } from '../../stack.js'
import { send, startTestStack, type Answer, type Sent, type TestStack } from '../../testing/test-stack.js'

/** A stack with an app of the slug `notes`, and what asks both. */
export interface Pages {
  test: TestStack
  /** Where the app was installed from. */
  source: string
  /** On the app's own host; `Accept` is a browser's for pages unless it is given. */
  page(path: string, sent?: Sent & { method?: string; slug?: string }): Promise<Answer>
  /** The `Cookie` header of who has logged in. */
  login(): Promise<string>
}

/** The cookies that an answer sets, as the next request sends them back. */
export const cookiesOf = ({ headers }: Answer): string =>
  (headers['set-cookie'] ?? []).map(cookie => cookie.split(';')[0]).join('; ')

/** The login page's token, in the form and in the cookie. */
export const csrfOf = async (test: TestStack): Promise<{ token: string; cookie: string }> => {
  const page = await test.ask('GET', '/auth/login')
  const token = /name="csrf_token" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  return { token, cookie: cookiesOf(page) }
}

/** What a browser sends when the form is submitted. */
export const sendLogin = async (
  test: TestStack,
  fields: Record<string, string>,
  headers: Record<string, string> = {}
): Promise<Answer> => {
  const { token, cookie } = await csrfOf(test)
  return test.ask('POST', '/auth/login', {
    body: new URLSearchParams({ csrf_token: token, ...fields }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie, accept: 'text/html', ...headers }
  })
}

export const usePages = (files: DirJSON, options: StackOptions = {}): Pages => {
  let hash: Promise<string> | undefined
  const pages = {
    async page(path, { method = 'GET', slug = 'notes', headers, ...sent } = {}) {
      const { stack } = pages.test
      const host =
        stack.config.subdomains === 'flat'
          ? stack.domain.replace('.', `-${slug}.`)
          : `${slug}.${stack.domain}`
      return send(method, `http://${host}${path}`, { ...sent, headers: { accept: 'text/html', ...headers } })
    },
    async login() {
      hash ??= browserHash(DEFAULT_PASSPHRASE, pages.test.stack.domain)
      const answer = await sendLogin(pages.test, { passphrase: await hash })
      return cookiesOf(answer)
    }
  } as Pages

  beforeAll(async () => {
    pages.source = await mkdtemp(join(tmpdir(), 'pages-'))
    fixturify.writeSync(pages.source, files)
    pages.test = await startTestStack(options)
    const token = await pages.test.cli('io.cozy.apps')
    const source = encodeURIComponent(`file://${pages.source}`)
    await pages.test.ask('POST', `/apps/notes?Source=${source}`, {
      token,
      headers: { accept: 'text/event-stream' }
    })
  })

  afterAll(async () => {
    await pages.test.stack.close()
    await rm(pages.source, { recursive: true, force: true })
  })
  return pages
}
