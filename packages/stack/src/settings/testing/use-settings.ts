import { readFileSync, statSync } from 'node:fs'
import { beforeAll } from '@jest/globals'
import { usePages, type Pages } from '../../pages/testing/use-pages.js'
import type { Instance } from '../../instances/api.js'
import type { StackOptions } from '../../stack.js'
import type { Answer } from '../../testing/test-stack.js'

/** A stack with an app that may read and write settings. */
export interface SettingsBed extends Pages {
  readonly instance: Instance
  /** The app's token, not that of a page. */
  readonly app: string
  readonly cli: string
  /** Another token for the app: a new passphrase ends the one before. */
  renewApp(): Promise<void>
  /** By the app unless another token is given. */
  ask(
    method: string,
    path: string,
    body?: unknown,
    sent?: { token?: string; cookie?: string }
  ): Promise<Answer>
  /** The mails that were written so far, the last one last, as they stand in their files. */
  mails(): Promise<string[]>
}

const MANIFEST = {
  name: 'Notes',
  slug: 'notes',
  type: 'webapp',
  permissions: { settings: { type: 'io.cozy.settings' } }
}

/** The answer's status and what it says was wrong. */
export const refusalOf = ({ status, json }: Answer): unknown[] => {
  const { errors = [], error } = json as { errors?: { detail?: string }[]; error?: string }
  return [status, errors[0]?.detail ?? error]
}

export const useSettings = (options: StackOptions = {}): SettingsBed => {
  const pages = usePages(
    { 'manifest.webapp': JSON.stringify(MANIFEST), 'index.html': '<p data-token="{{.Token}}"></p>' },
    { email: 'owner@example.org', publicName: 'Zoé', ...options }
  )
  let app = ''
  let cli = ''
  beforeAll(async () => {
    app = await pages.test.token('app', 'notes')
    cli = await pages.test.cli('io.cozy.settings io.cozy.oauth.clients io.cozy.sessions')
  })
  return Object.defineProperties(pages as SettingsBed, {
    instance: { get: () => pages.test.stack.instances.list()[0] },
    app: { get: () => app },
    cli: { get: () => cli },
    renewApp: {
      value: async () => {
        app = await pages.test.token('app', 'notes')
      }
    },
    ask: {
      value: (
        method: string,
        path: string,
        body?: unknown,
        { token = app, cookie }: { token?: string; cookie?: string } = {}
      ) => pages.test.ask(method, path, { token, body, ...(cookie && { headers: { cookie } }) })
    },
    mails: {
      value: async () => {
        await pages.test.stack.engine.idle()
        const [instance] = pages.test.stack.instances.list()
        const paths = await pages.test.stack.outbox.list(instance!)
        // A clock that stands still gives several the same date in their names.
        const written = (path: string): number => statSync(path).mtimeMs
        paths.sort((a, b) => written(a) - written(b))
        return paths.map(path => readFileSync(path, 'utf8').replaceAll('=\r\n', '').replaceAll('=3D', '='))
      }
    }
  })
}
