import { CliError, EXIT } from '../errors.js'

const failed = (message: string, cause?: unknown): CliError => new CliError(message, EXIT.failed, { cause })

/** The stack gives no new token: the owner has taken the client away. */
export class NotRenewedError extends CliError {}

/** All that goes wrong around a login, in one place. */
export const LOGIN_ERRORS = {
  noFolder: () =>
    new CliError(
      'Failed to find the logins: neither XDG_CONFIG_HOME nor HOME is set. Set one of them to a folder of yours.',
      EXIT.usage
    ),
  unreadable: (file: string, why: string) =>
    failed(`Failed to read the login in ${file}: ${why}. Remove the file, and log in again.`),
  unwritable: (file: string, why: string) =>
    failed(`Failed to keep the login in ${file}: ${why}. Make the folder writable, and log in again.`),
  notRegistered: (url: string, why: string, cause?: unknown) =>
    failed(`Failed to log in at ${url}: it registers no client: ${why}. Is it the address of a Cozy?`, cause),
  refused: (url: string) =>
    failed(`Failed to log in at ${url}: the consent was refused. Type the same again to be asked once more.`),
  notAuthorized: (url: string, why: string, cause?: unknown) =>
    failed(`Failed to log in at ${url}: ${why}. Look for a typo in --scope.`, cause),
  noCode: (url: string, why: string, cause?: unknown) =>
    failed(`Failed to log in at ${url}: it gave no token: ${why}. Type the same again.`, cause),
  tooLate: (url: string, limit: string) =>
    failed(
      `Failed to log in at ${url}: nobody answered within ${limit}. Type the same again, or give --timeout.`
    ),
  notRenewed: (url: string, why: string, cause?: unknown) =>
    new NotRenewedError(
      `Failed to renew the login at ${url}: ${why}. Type "cozy-jobs login ${url}".`,
      EXIT.failed,
      { cause }
    )
} as const
