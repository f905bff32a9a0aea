import { posix } from 'node:path'
import { secretsOf } from '@cozy-jobs/logging'
import type { Document } from '@cozy-jobs/store'
import type { Installed } from '../../installs/api.js'
import { accountSecrets, openAccount } from '../../data/account-credentials.js'
import { deletedAccount, dropDeletedAccount } from '../accounts/deleted-accounts.js'
import { isNotFound } from '../jobs/job-store.js'
import { isObject, textOf, type Attempt, type Prepare } from './attempt.js'
import { withFolderToSave } from './folder-to-save.js'
import { JOB_ERRORS } from './job-error.js'
import { commonRequest, runProgram } from './program.js'

/** The account that the job is for; undefined where its message names none. Throws where it is gone. */
const readAccount = async (
  { instance }: Attempt,
  message: Record<string, unknown>
): Promise<Document | undefined> => {
  const id = textOf(message.account)
  if (id === '') return undefined
  try {
    return await instance.documents.get('io.cozy.accounts', id)
  } catch (error) {
    throw isNotFound(error) ? JOB_ERRORS.noAccount(error.reason) : error
  }
}

/** All that its program may learn and no log may show: an account is stored with its secrets sealed. */
const secretsFor = async ({ parts: { keyring } }: Attempt, account: unknown): Promise<string[]> => {
  if (!isObject(account)) return []
  const opened = keyring ? await openAccount(account, keyring) : account
  return [...secretsOf(JSON.stringify(opened)), ...accountSecrets(opened)]
}

/** The file that cleans up after a deleted account, below the konnector's folder; '' where the manifest names none. */
const cleaningFile = ({ on_delete_account: file }: Installed): string =>
  posix.join('/', textOf(file)).slice(1).replace(/\/$/, '')

/** A konnector: the whole of its source, with its own token, and a folder where its message asks for one. */
export const prepareKonnector: Prepare = async attempt => {
  const { parts, instance, job } = attempt
  if (job.message === null) throw JOB_ERRORS.noMessage()
  if (!isObject(job.message)) throw JOB_ERRORS.badMessage()
  const given = job.message
  const slug = textOf(given.konnector)
  const konnector = await parts.installs.current(instance, 'konnectors', slug)
  if (!konnector) throw JOB_ERRORS.notInstalled()
  const cleans = given.account_deleted === true
  const account = cleans
    ? await deletedAccount(instance, textOf(given.account), textOf(given.account_rev))
    : await readAccount(attempt, given)
  if (konnector.state === 'installed') await parts.installs.activate(instance, 'konnectors', slug)
  else if (konnector.state !== 'ready') throw JOB_ERRORS.konnectorNotReady()
  const message = await withFolderToSave({
    instance,
    slug,
    name: textOf(konnector.name) || slug,
    message: given,
    account: cleans ? undefined : account,
    now: parts.clock.now()
  })
  await parts.installs.allowOwnFolders(instance, slug)
  const entry = cleans ? cleaningFile(konnector) : undefined
  // The real stack gives up without an error where there is nothing to run for a deleted account (`ErrAbort`).
  if (entry === '') return () => Promise.resolve({ noRetry: true })
  const credentials = await parts.installs.token(instance, 'konnectors', slug, job._id)
  const secrets = [...(await secretsFor(attempt, account)), ...secretsOf(JSON.stringify(message))]
  const secret = await parts.konnectorSecret?.(slug, instance.context)
  const parameters =
    secret === undefined ? (konnector.parameters ?? null) : { ...(konnector.parameters ?? {}), secret }
  if (secret !== undefined) secrets.push(...accountSecrets({ auth: { secret } }))
  return async () => {
    const result = await runProgram(attempt, {
      ...commonRequest(attempt),
      kind: 'konnector',
      slug,
      source: {
        folder: parts.installs.folder(instance, 'konnectors', konnector),
        ...(entry !== undefined && { entry })
      },
      credentials,
      fields: JSON.stringify(message),
      parameters: JSON.stringify(parameters),
      manual: job.manual_execution ?? false,
      secrets
    })
    if (cleans && result.error === undefined) await dropDeletedAccount(instance, textOf(message.account))
    return result
  }
}
