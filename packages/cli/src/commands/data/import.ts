import { EXIT, type ExitCode } from '../../errors.js'
import type { Run } from '../../registry/command.js'
import { FileClient } from '../files/file-client.js'
import type { IMPORT_OPTIONS } from './command.js'
import { checkDoctype } from './doctype.js'
import { DATA_ERRORS } from './errors.js'
import { newCount, type ImportCount } from './import-documents.js'
import { importFile } from './import-files.js'
import { LineProblem } from './import-lines.js'
import { importSource, type ImportSource } from './import-source.js'
import { Importer } from './importer.js'
import { showImport } from './show-import.js'

/** Problems that are told at once. */
const TOLD = 20

const checkLines = async ({ name, documents }: ImportSource): Promise<void> => {
  const problems: string[] = []
  for await (const each of documents()) {
    if (each instanceof LineProblem) problems.push(each.message)
    if (problems.length === TOLD) break
  }
  if (problems.length > 0) throw DATA_ERRORS.lines(name, problems)
}

const hasFailed = (counts: readonly ImportCount[]): number =>
  counts.reduce((sum, { conflicts, refused }) => sum + conflicts.length + refused.length, 0)

export const run: Run<typeof IMPORT_OPTIONS> = async (
  { args, options, json },
  context
): Promise<ExitCode> => {
  const { cwd, signal } = context
  if (options.doctype !== undefined) checkDoctype(options.doctype, 'import')
  const source = await importSource(args[0] ?? '', options.doctype, cwd)
  if (!source.isStream) await checkLines(source)
  const importer = new Importer(options, context)
  for await (const each of source.documents()) {
    if (each instanceof LineProblem) {
      await importer.flush()
      throw DATA_ERRORS.line(source.name, each.message, importer.done)
    }
    await importer.add(each.doctype, each.doc)
    signal.throwIfAborted()
  }
  await importer.flush()
  const { report } = importer
  if (source.files) {
    let files: FileClient | undefined
    for await (const file of source.files()) {
      files ??= new FileClient(await importer.client('io.cozy.files'))
      await importFile(files, file, (report.files ??= newCount()), options.force)
      signal.throwIfAborted()
    }
  }
  showImport(report, json, context.terminal)
  const failed = hasFailed([...Object.values(report.documents), ...(report.files ? [report.files] : [])])
  if (failed === 0) return EXIT.done
  if (json) return EXIT.failed
  throw DATA_ERRORS.notAll(failed)
}
