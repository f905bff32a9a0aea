import { CliError, EXIT } from '../../errors.js'

const usage = (message: string): CliError => new CliError(message, EXIT.usage)
const failed = (message: string): CliError => new CliError(message, EXIT.failed)

/** What is wrong with a path or a file, in one place. */
export const FILE_ERRORS = {
  notAbsolute: (act: string, path: string) =>
    usage(`Failed to ${act}: "${path}" is no path of a Cozy. Begin it with /, and write no "." or "..".`),
  missing: (act: string, path: string, near: string | undefined) =>
    failed(
      `Failed to ${act}: there is no ${path}.${near === undefined ? ' "cozy-jobs files ls" shows what there is.' : ` Did you mean "${near}"?`}`
    ),
  isDirectory: (act: string, path: string, todo: string) =>
    failed(`Failed to ${act}: ${path} is a directory. ${todo}`),
  isFile: (act: string, path: string) => failed(`Failed to ${act}: ${path} is a file. Give a directory.`),
  exists: (act: string, path: string, todo: string) =>
    failed(`Failed to ${act}: ${path} is there already. ${todo}`),
  noParent: (act: string, path: string) =>
    failed(`Failed to ${act}: there is no directory ${path}. Make it with "cozy-jobs files mkdir -p".`),
  unnamed: (act: string) =>
    usage(`Failed to ${act}: the standard input has no name. Write PATH with the name of the file.`),
  notLocal: (act: string, why: string) => usage(`Failed to ${act}: ${why}. Give a file of this machine.`),
  special: (act: string, path: string) =>
    usage(`Failed to ${act}: ${path} belongs to each Cozy. Give one below it.`)
} as const
