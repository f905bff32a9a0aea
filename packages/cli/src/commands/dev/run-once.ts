import { hostTraffic, readDevConfig } from '@cozy-jobs/fixtures'
import { join } from 'node:path'
import type { Context } from '../../context.js'
import type { ExitCode } from '../../errors.js'
import { readJobManifest } from '../../job/job-manifest.js'
import { scopeOf } from '../../job/scope.js'
import type { JobFolder } from '../../job/job-folder.js'
import { accountFields } from '../../konnector/account-fields.js'
import { KONNECTOR_ERRORS } from '../../konnector/errors.js'
import { missingFields } from '../../konnector/missing-fields.js'
import { knownSecrets } from '../../konnector/known-secrets.js'
import { runKonnector } from '../../konnector/run-konnector.js'
import { maskedTerminal } from '../../terminal/masked.js'
import { askForCodes } from './ask-code.js'
import { cozyUrl } from './cozy-url.js'
import { devAccess } from './dev-access.js'
import { devAccount } from './dev-account.js'
import { devFolder } from './dev-folder.js'
import type { DevOptions } from './konnector.js'

const ACT = 'run the konnector'

/** Runs the build of a konnector once on a Cozy, with an account of it. */
export const runOnce = async (
  job: JobFolder,
  options: DevOptions,
  context: Context,
  build = join(job.folder, 'build')
): Promise<ExitCode> => {
  const { cwd, env } = context
  const { folder } = job
  const asked = { act: ACT, cwd }
  // An account that is there has what it needs.
  const config = options.account === undefined ? await accountFields(job, asked) : await readDevConfig(folder)
  const manifest = readJobManifest(job.manifest)
  const slug = manifest.slug ?? ''
  const url = cozyUrl(options.url, config, env)
  const scope = scopeOf(manifest, ...(asksForAccounts(manifest) ? [] : ['io.cozy.accounts']))
  const client = await devAccess({ ...options, url, slug, scope }, context)
  const { fields = {}, COZY_PARAMETERS } = config
  const account = await devAccount(client, {
    slug,
    folder,
    fields,
    account: options.account,
    create: options['create-account']
  })
  const missing = missingFields(manifest.fields, { ...fields, ...(account['auth'] ?? {}) })
  if (missing.length > 0) throw KONNECTOR_ERRORS.sealed(ACT, account._id, missing)
  const target = await devFolder(client, options.folder, account)
  const known = knownSecrets(config, manifest, [account['auth']])
  const terminal = maskedTerminal(context.terminal, [...known.secrets, client.token])
  if (!options.json)
    terminal.err(terminal.dim(`Running ${slug} on ${url.href} with the account ${account._id}`))
  const ended = new AbortController()
  const codes = askForCodes(client, account._id, { ...context, terminal }, ended.signal).catch(
    (error: unknown) => terminal.err(terminal.yellow((error as Error).message))
  )
  const parameters = COZY_PARAMETERS && { ...manifest.parameters, ...COZY_PARAMETERS }
  try {
    return await runKonnector(
      {
        slug,
        folder,
        build,
        url,
        credentials: client.token,
        fields: JSON.stringify({ konnector: slug, account: account._id, folder_to_save: target }),
        parameters: JSON.stringify(parameters ?? manifest.parameters ?? null),
        manual: true,
        fill: { account: account._id, fields },
        inspect: options.inspect,
        traffic: hostTraffic({ mode: 'observe', ...known }),
        secrets: known.secrets,
        json: options.json
      },
      { ...context, terminal }
    )
  } finally {
    ended.abort()
    await codes
  }
}

const asksForAccounts = ({ permissions = {} }: ReturnType<typeof readJobManifest>): boolean =>
  Object.values(permissions).some(
    ({ type, verbs = ['ALL'] }) =>
      type === 'io.cozy.accounts' && (verbs.length === 0 || verbs.includes('ALL'))
  )
