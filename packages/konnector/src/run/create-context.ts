import type { JobEnv } from '@cozy-jobs/env'
import { secretsOf, type Logger } from '@cozy-jobs/logging'
import { openAccount } from '../account/open-account.js'
import { secretsOfAccount } from '../account/secrets-of-account.js'
import { openStack } from '../cozy/open-stack.js'
import { findFolderPath } from '../folder/find-folder-path.js'
import { createHttp } from '../http/create-http.js'
import type { KonnectorInfo } from '../metadata/konnector-info.js'
import { readManifest } from '../metadata/read-manifest.js'
import { createBudget } from './budget.js'
import type { RunContext } from './context.js'

/** Of what a context is made. */
export interface ContextOptions {
  env: JobEnv
  log: Logger
  /** The konnector's own where absent. */
  manifest?: KonnectorInfo
  now?: () => Date
  /** Told of each secret of the run as it becomes known, besides the log. */
  onSecrets?: (secrets: readonly string[]) => void
}

/**
 * Reads what a run works on: the account, its fields, the folder. From here on no line shows a secret of the account.
 *
 * @throws KonnectorError `CANNOT_FIND_ACCOUNT`, `TOS_NOT_ACCEPTED`, `NOT_EXISTING_DIRECTORY`
 */
export const createContext = async ({
  env,
  log,
  manifest = readManifest(),
  now = () => new Date(),
  onSecrets
}: ContextOptions): Promise<RunContext> => {
  const hide = (secrets: readonly string[]): void => {
    log.hide(secrets)
    onSecrets?.(secrets)
  }
  hide(secretsOf(env.credentials.text))
  const budget = createBudget(env.timeLimit, now)
  const stack = openStack({ url: env.url, credentials: env.credentials, budget, log: { ...log, hide }, now })
  const account = await openAccount(stack, env.account, {
    deleted: env.fields['account_deleted'] === true,
    onDocument: document => hide(secretsOfAccount(document, manifest))
  })
  const folderPath = await findFolderPath(stack, env.fields, account.document)
  return {
    stack,
    env,
    account,
    fields: {
      ...account.document.auth,
      ...account.document.oauth,
      ...(folderPath !== undefined && { folderPath })
    },
    parameters: env.parameters ?? {},
    folderPath,
    log,
    budget,
    manifest,
    http: createHttp({ budget, log }),
    now
  }
}
