import { parseCredentials, readJobEnv, type JobEnv } from '@cozy-jobs/env'
import { startTestStack, type TestStack, type TestStackOptions } from '@cozy-jobs/fixtures'
import { createLogger } from '@cozy-jobs/logging'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStack } from '../cozy/open-stack.js'
import type { RunContext } from '../run/context.js'
import { createContext } from '../run/create-context.js'
import type { KonnectorInfo } from '../metadata/konnector-info.js'

const SLUG = 'sample'

/** What {@link startTestContext} begins with; all of it may be absent. */
export interface TestContextOptions {
  fixture?: TestStackOptions['fixture']
  /** Of the konnector, over those of a sample that may do everything with its own doctypes. */
  manifest?: Record<string, unknown>
  /** `auth` of the account. */
  auth?: Record<string, unknown>
  /** Over `COZY_FIELDS`: `{ account, folder_to_save }`. */
  fields?: Record<string, unknown>
  /** Further variables: `COZY_PARAMETERS`, `COZY_JOB_MANUAL_EXECUTION` … */
  env?: Record<string, string>
  now?: () => Date
}

/** A run on a stack of its own. */
export interface TestContext {
  ctx: RunContext
  /** The stack that the run is for, as fixtures gives it: documents by the back door, its clock, `close`. */
  cozy: TestStack
  env: JobEnv
  /** The variables themselves, for a process. */
  variables: Record<string, string>
  /** Each line that the run has logged, parsed. */
  lines: Record<string, unknown>[]
  /** A token of the konnector, for requests past the context. */
  token: string
  close(): Promise<void>
}

const permissionsOf = (doctypes: readonly string[]): Record<string, { type: string }> =>
  Object.fromEntries(doctypes.map(type => [type.replaceAll('.', ''), { type }]))

const SAMPLE = {
  name: 'Sample',
  slug: SLUG,
  type: 'konnector',
  editor: 'Cozy Jobs',
  language: 'node',
  version: '1.2.3',
  fields: { login: { type: 'text' }, password: { type: 'password' } },
  permissions: permissionsOf([
    'io.cozy.accounts',
    'io.cozy.bank.accounts',
    'io.cozy.bank.operations',
    'io.cozy.bills',
    'io.cozy.contacts',
    'io.cozy.files',
    'io.cozy.identities',
    'io.cozy.jobs',
    'io.cozy.settings',
    'io.cozy.todos'
  ])
}

const installSample = async (cozy: TestStack, manifest: object): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'cozy-jobs-konnector-'))
  try {
    await writeFile(join(folder, 'manifest.konnector'), JSON.stringify(manifest))
    await writeFile(join(folder, 'index.js'), '')
    await cozy.install(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const konnectorToken = async ({ stack }: TestStack): Promise<string> => {
  const query = new URLSearchParams({ Domain: stack.domain, Audience: 'konn', Subject: SLUG })
  const answer = await fetch(new URL(`/instances/token?${query.toString()}`, stack.adminUrl), {
    method: 'POST'
  })
  return (await answer.text()).trim()
}

/**
 * A context on an embedded stack in memory, with the rights of an installed konnector: account `account-1` and folder
 * `/Bills`. Close it at the end.
 */
export const startTestContext = async (options: TestContextOptions = {}): Promise<TestContext> => {
  const cozy = await startTestStack(options.fixture === undefined ? {} : { fixture: options.fixture })
  try {
    return await contextOn(cozy, options)
  } catch (error) {
    await cozy.close()
    throw error
  }
}

const contextOn = async (cozy: TestStack, options: TestContextOptions): Promise<TestContext> => {
  await cozy.resume()
  const manifest = { ...SAMPLE, ...options.manifest }
  await installSample(cozy, manifest)
  const auth = options.auth ?? { login: 'camille', password: 'open-sesame-1' }
  await cozy.documents.put('io.cozy.accounts', { _id: 'account-1', account_type: SLUG, auth })
  const token = await konnectorToken(cozy)
  const folder = await openStack({
    url: cozy.stack.url,
    credentials: parseCredentials(token)!
  }).files.mkdirp('/Bills')
  const variables = {
    NODE_ENV: 'test',
    COZY_URL: cozy.stack.url,
    COZY_CREDENTIALS: token,
    COZY_FIELDS: JSON.stringify({
      konnector: SLUG,
      account: 'account-1',
      folder_to_save: folder._id,
      ...options.fields
    }),
    ...options.env
  }
  const env = readJobEnv(variables)
  const lines: Record<string, unknown>[] = []
  const log = createLogger({ write: line => void lines.push(JSON.parse(line) as Record<string, unknown>) })
  const ctx = await createContext({
    env,
    log,
    manifest: manifest as unknown as KonnectorInfo,
    ...(options.now && { now: options.now })
  })
  return {
    ctx,
    cozy,
    env,
    variables,
    lines,
    token,
    close: async () => {
      ctx.budget.close()
      await cozy.close()
    }
  }
}
