import { CliError, EXIT } from '../../errors.js'

const usage = (message: string): CliError => new CliError(message, EXIT.usage)
const failed = (message: string): CliError => new CliError(message, EXIT.failed)
const meant = (near: string | undefined, else_: string): string =>
  near === undefined ? else_ : `Did you mean "${near}"?`

/** What is wrong with documents, conditions, imports and exports, in one place. */
export const DATA_ERRORS = {
  noDoctype: (act: string, doctype: string, near: string | undefined) =>
    failed(
      `Failed to ${act}: there is no document of ${doctype}. ${meant(near, '"cozy-jobs data ls" lists the doctypes.')}`
    ),
  noDocument: (act: string, doctype: string, id: string, near?: string) =>
    failed(
      `Failed to ${act}: ${doctype} has no document ${id}. ${meant(near, `"cozy-jobs data find ${doctype}" shows what there is.`)}`
    ),
  notADoctype: (act: string, doctype: string) =>
    usage(`Failed to ${act}: "${doctype}" is no doctype. Write one such as io.cozy.contacts.`),
  noCondition: (text: string) =>
    usage(
      `Failed to find documents: --where "${text}" is no condition. Write field=value, or != > >= < <= in the place of =.`
    ),
  notJson: (act: string, what: string, why: string) =>
    usage(`Failed to ${act}: ${what} is not JSON: ${why}. Mend it.`),
  notAnObject: (act: string, what: string) =>
    usage(`Failed to ${act}: ${what} is no JSON object. Write { "field": … }.`),
  notANumber: (act: string, option: string, text: string) =>
    usage(`Failed to ${act}: ${option} "${text}" is no number. Write 1 or more, or all.`),
  noInput: (act: string) => usage(`Failed to ${act}: there is nothing to read. Give a FILE, or a pipe.`),
  noFile: (act: string, path: string) => usage(`Failed to ${act}: there is no ${path}. Look for a typo.`),
  twoIds: (act: string, one: string, other: string) =>
    usage(`Failed to ${act}: --id says "${one}", the document "${other}". Leave one of them out.`),
  conflict: (act: string, rev: string | undefined, given: string | undefined) =>
    failed(
      given === undefined
        ? `Failed to ${act}: it is there already, with the revision ${rev}. Give --force to replace it.`
        : `Failed to ${act}: a conflict: it has the revision ${rev ?? 'of a deletion'}, not ${given}. Look at it with "data get", or give --force.`
    ),
  lines: (file: string, problems: readonly string[]) =>
    usage(
      `Failed to import ${file}: ${problems.length === 1 ? 'one line' : `${problems.length} lines`} must be mended; nothing was imported.\n${problems.map(each => `  ${each}`).join('\n')}`
    ),
  line: (file: string, problem: string, done: number) =>
    usage(`Failed to import ${file}: ${problem}\n${done} documents before it were imported.`),
  noForm: (file: string) =>
    usage(
      `Failed to import ${file}: it is of no known form. Give a fixture.json, a file DOCTYPE.ndjson, or a folder of "data export".`
    ),
  tooLarge: (file: string, size: string) =>
    usage(
      `Failed to import ${file}: a fixture of ${size} would be read as a whole. Write it as DOCTYPE.ndjson, a document a line.`
    ),
  noExport: (folder: string) =>
    usage(`Failed to import ${folder}: it is no folder of "cozy-jobs data export". Give a file of it.`),
  otherFormat: (folder: string, format: unknown) =>
    usage(
      `Failed to import ${folder}: it has the format ${String(format)}, which this cozy-jobs does not know. Use the one that wrote it.`
    ),
  notOurs: (folder: string) =>
    usage(
      `Failed to export into ${folder}: the folder is no export, and would be lost. Give a new one, or an older export.`
    ),
  notAFolder: (folder: string) => usage(`Failed to export into ${folder}: it is a file. Give another name.`),
  unwritable: (folder: string, why: string) =>
    failed(`Failed to export into ${folder}: ${why}. Nothing was changed there.`),
  noQuiet: (domain: string, cause: string) =>
    failed(
      `Failed to import without triggers at ${domain}: ${cause.replace(/\.$/, '')}. Only a stack of "cozy-jobs stack" with its admin port on this machine can; leave --no-triggers out elsewhere.`
    ),
  notAll: (count: number) =>
    failed(
      `Failed to import all: ${count === 1 ? 'one is' : `${count} are`} as before. --force replaces what is there and differs.`
    )
} as const
