import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from '@jest/globals'
import { startTestStack, type Answer, type TestStack } from '../../testing/test-stack.js'

/** A stack for a file of tests, with apps that have the permissions that a test asks for. */
export interface AppBed {
  readonly test: TestStack
  /** Every line that a person sees. */
  readonly lines: string[]
  /** When it is for the stack; a test may move it. */
  now: Date
  /** Installs an app, or updates it where it is installed; answers with a token of its own. */
  install(slug: string, permissions: Record<string, unknown>): Promise<string>
  uninstall(slug: string): Promise<void>
}

/** Starts before the tests of a file and stops after them. */
export const useApps = (): AppBed => {
  const folder = mkdtempSync(join(tmpdir(), 'permissions-'))
  let test: TestStack
  let cli: string
  const bed = {
    now: new Date('2030-01-01T00:00:00Z'),
    lines: [] as string[],
    get test() {
      return test
    },
    async install(slug: string, permissions: Record<string, unknown>) {
      const source = mkdtempSync(join(folder, 'source-'))
      const manifest = { name: slug, slug, type: 'webapp', version: '1.0.0', permissions }
      writeFileSync(join(source, 'manifest.webapp'), JSON.stringify(manifest))
      const there = await test.ask('GET', `/apps/${slug}`, { token: cli })
      const method = there.status === 200 ? 'PUT' : 'POST'
      const path = `/apps/${slug}?Source=file://${source}&PermissionsAcked=true`
      await done(test.ask(method, path, { token: cli, headers: { accept: 'text/event-stream' } }))
      return test.token('app', slug)
    },
    async uninstall(slug: string) {
      await done(test.ask('DELETE', `/apps/${slug}`, { token: cli }))
    }
  }
  const done = async (asked: Promise<Answer>): Promise<void> => {
    const answer = await asked
    if (answer.status >= 300 || answer.text.includes('event: error')) throw new Error(answer.text)
  }
  beforeAll(async () => {
    test = await startTestStack({ clock: { now: () => bed.now }, log: line => void bed.lines.push(line) })
    cli = await test.cli('io.cozy.apps')
  })
  afterAll(async () => {
    await test.stack.close()
    rmSync(folder, { recursive: true })
  })
  return bed
}

/** The body of a request about a permission. */
export const permission = (attributes: Record<string, unknown>): Record<string, unknown> => ({
  data: { type: 'io.cozy.permissions', attributes }
})
