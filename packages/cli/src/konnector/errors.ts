import { CliError, EXIT } from '../errors.js'

const usage = (message: string): CliError => new CliError(message, EXIT.usage)

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** All that goes wrong before a konnector is run by hand, in one place. */
export const KONNECTOR_ERRORS = {
  configMade: (act: string, file: string, names: readonly string[]) =>
    usage(
      `Failed to ${act}: there was no ${file}, and now there is one. Fill in ${listed(names)} under "fields", and type the same again. git ignores the file.`
    ),
  fieldsMissing: (act: string, file: string, names: readonly string[]) =>
    usage(
      `Failed to ${act}: ${file} has no ${listed(names)}. Fill in what is missing under "fields", and type the same again.`
    ),
  accountIncomplete: (act: string, account: string, names: readonly string[]) =>
    usage(
      `Failed to ${act}: the account ${account} of the fixture has no ${listed(names)}. Fill in what is missing under its "auth".`
    ),
  noAccount: (act: string, account: string, url: string) =>
    usage(
      `Failed to ${act}: ${url} has no account ${account}. Leave --account out to have one made of konnector-dev-config.json.`
    ),
  sealed: (act: string, account: string, names: readonly string[]) =>
    usage(
      `Failed to ${act}: a stack opens ${listed(names)} of the account ${account} for an installed konnector alone. Fill in ${listed(names)} under "fields" of konnector-dev-config.json.`
    ),
  noFolder: (act: string, folder: string, url: string) =>
    usage(
      `Failed to ${act}: ${url} has no folder ${folder}. Make it with "cozy-jobs files mkdir ${folder}", or give another with --folder.`
    ),
  noConfigUrl: (act: string, file: string, url: string) =>
    usage(
      `Failed to ${act}: COZY_URL of ${file} is "${url}", which is no address. Write for example http://cozy.localhost:8080.`
    ),
  notAKonnector: (option: string) =>
    usage(
      `Failed to run the job: ${option} is for konnectors. Give the folder that holds a manifest.konnector.`
    ),
  recordOrReplay: (act: string) =>
    usage(`Failed to ${act}: --record and --replay exclude each other. Give one of them.`),
  noCount: (given: string) =>
    usage(
      `Failed to run the konnector: --kill-at ${given} is no number of a write. Give 1 for the first document or file that it writes.`
    )
} as const
