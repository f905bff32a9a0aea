import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../stack-process/stack-process.mjs'
import type { BuiltCopy } from '../provider-site/testing/open-konnector.js'
import type { Example, Held } from './examples.js'
import { heldIn } from './held.js'
import { runCommand } from './run-command.js'
import { openCozy, type OpenCozy } from './open-cozy.js'

/** An example that is built, and its provider. */
export interface Ready extends Example {
  copy: BuiltCopy
  /** `parameters` of its manifest. */
  parameters: object
  site: string
}

/** What a mode has come to. */
export interface Came {
  held: Held
  /** Everything that was written to the terminal. */
  said: string
}

const CONFIG = 'konnector-dev-config.json'
const ROOT_FOLDER = 'io.cozy.files.root-dir'

const write = (folder: string, name: string, content: object | undefined): void =>
  content
    ? writeFileSync(join(folder, name), JSON.stringify(content))
    : rmSync(join(folder, name), { force: true })

const accountOf = ({ slug, account }: Example) => ({
  _id: `${slug}-account`,
  account_type: slug,
  name: slug,
  folderId: ROOT_FOLDER,
  ...account
})

const fieldsOf = ({ account }: Example) => ('auth' in account ? account.auth : {})

/** What a person has in the folder: a configuration, and the account in the fixture where OAuth has made it. */
const furnish = (ready: Ready, more: object = {}): void => {
  const { copy, account, site } = ready
  write(copy.folder, CONFIG, { fields: fieldsOf(ready), COZY_PARAMETERS: { baseUrl: site }, ...more })
  write(
    copy.folder,
    'fixture.json',
    'oauth' in account ? { 'io.cozy.accounts': [accountOf(ready)] } : undefined
  )
}

interface Json {
  outcome: unknown
  changes: { doctype: string; verb: string; after?: Record<string, unknown> }[]
}

const runStandalone = async (ready: Ready, ...more: string[]): Promise<Came> => {
  const { code, out, err } = await runCommand(['standalone', '--no-build', '--json', ...more], {
    cwd: ready.copy.folder
  })
  if (code !== 0) throw new Error(`standalone ended with ${code}: ${err}${out}`)
  const { changes } = JSON.parse(out) as Json
  const made = changes.flatMap(({ doctype, verb, after }) =>
    verb === 'created' && after ? [[doctype, after] as const] : []
  )
  return { held: heldIn(Object.keys(ready.holds), made), said: out + err }
}

/** Runs a command on a Cozy that has the account, and tells what the Cozy holds then. */
const onACozy = async (ready: Ready, type: (cozy: OpenCozy) => Promise<string>): Promise<Came> => {
  const cozy = await openCozy(accountOf(ready))
  try {
    const said = await type(cozy)
    return { held: heldIn(Object.keys(ready.holds), await cozy.documents(Object.keys(ready.holds))), said }
  } finally {
    await cozy.close()
  }
}

const wellEnded = async (...given: Parameters<typeof runCommand>): Promise<string> => {
  const { code, out, err } = await runCommand(...given)
  if (code !== 0) throw new Error(`${given[0].join(' ')} ended with ${code}: ${err}${out}`)
  return err + out
}

/** Each way in which an example can be run, from its folder to what a Cozy holds. */
export const MODES: Record<string, (ready: Ready) => Promise<Came>> = {
  standalone: ready => {
    furnish(ready)
    return runStandalone(ready)
  },

  /** Without the provider: with the fixture and the recording of the repository. */
  'standalone --replay': ready => {
    const own = join(ROOT, 'apps', ready.slug)
    write(ready.copy.folder, CONFIG, undefined)
    ready.copy.setParameters(ready.parameters)
    return runStandalone(
      ready,
      '--replay',
      ...['--recording', join(own, 'fixtures/provider.har')],
      ...['--fixture', join(own, 'fixture.json')]
    )
  },

  dev: ready =>
    onACozy(ready, cozy => {
      furnish(ready, { COZY_URL: cozy.url })
      const given = 'oauth' in ready.account ? ['--account', accountOf(ready)._id] : []
      return wellEnded(['dev', '--no-browser', ...given], {
        cwd: ready.copy.folder,
        env: { XDG_CONFIG_HOME: ready.copy.folder },
        sees: cozy.consent
      })
    }),

  start: ready =>
    onACozy(ready, async cozy => {
      furnish(ready)
      const scope = ['io.cozy.accounts', ...Object.keys(ready.holds), 'io.cozy.bank.operations'].join(' ')
      const token = await wellEnded(['token', 'cli', scope, ...cozy.target], { cwd: ready.copy.folder })
      const fields = { account: accountOf(ready)._id, folder_to_save: ROOT_FOLDER }
      return wellEnded(['start'], {
        cwd: ready.copy.folder,
        env: {
          COZY_URL: cozy.url,
          COZY_CREDENTIALS: token.trim(),
          COZY_FIELDS: JSON.stringify(fields),
          COZY_PARAMETERS: JSON.stringify({ baseUrl: ready.site })
        }
      })
    }),

  /** From its build, and launched by its trigger. */
  installed: ready =>
    onACozy(ready, async cozy => {
      const { copy, slug, site } = ready
      copy.setParameters({ baseUrl: site })
      const place = { cwd: copy.folder }
      const source = `file://${join(copy.folder, 'build')}`
      const said = await wellEnded(['konnectors', 'install', slug, source, ...cozy.target], place)
      const trigger = await cozy.addTrigger({
        konnector: slug,
        account: accountOf(ready)._id,
        folder_to_save: ROOT_FOLDER
      })
      const fired = await wellEnded(['triggers', 'fire', trigger, ...cozy.target], place)
      return said + fired + (await cozy.ran(trigger))
    })
}
