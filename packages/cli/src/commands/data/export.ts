import { isWritable } from '@cozy-jobs/stack/reserved-doctypes'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Context } from '../../context.js'
import { EXIT } from '../../errors.js'
import { connect } from '../../http/connect.js'
import { instanceUrl } from '../../http/instance-url.js'
import type { Input, Run } from '../../registry/command.js'
import { FileClient } from '../files/file-client.js'
import { allDocuments } from './all-documents.js'
import type { EXPORT_OPTIONS } from './command.js'
import { checkDoctype, connectFor, listDoctypes, nearestDoctype } from './doctype.js'
import { DATA_ERRORS } from './errors.js'
import { exportFiles } from './export-files.js'
import { FORMAT, MARKER, type ExportInfo } from './export-format.js'
import { fixtureWriter, lineWriter, type ExportWriter } from './export-writers.js'
import { ACCOUNTS, maskAccount } from './mask-account.js'
import { namesIn } from './query.js'

type Options = Input<typeof EXPORT_OPTIONS>['options']

const ACT = 'export'

/** Each Cozy has its own: those of another one would only be in the way. */
const SETTINGS = 'io.cozy.settings'

/** Those that were named, or all that an import can bring back. */
const doctypesOf = async (options: Options, context: Context): Promise<string[]> => {
  if (options.doctypes !== undefined) return namesIn(options.doctypes).map(each => checkDoctype(each, ACT))
  return (await listDoctypes(options, context, ACT)).filter(each => isWritable(each) && each !== SETTINGS)
}

const exportDoctype = async (
  writer: ExportWriter,
  doctype: string,
  options: Options,
  context: Context
): Promise<number> => {
  const client = await connectFor(doctype, ACT, options, context, ':GET')
  const wasNamed = options.doctypes !== undefined
  const docs = await allDocuments(client, doctype, ACT, wasNamed ? [404] : [403, 404])
  if (!docs) {
    if (!wasNamed) return 0
    throw DATA_ERRORS.noDoctype(ACT, doctype, await nearestDoctype(doctype, options, context))
  }
  let count = 0
  for await (const { _rev, ...doc } of docs) {
    if (count++ === 0) await writer.begin(doctype)
    await writer.document(options.secrets ? doc : maskAccount(doctype, doc))
  }
  if (count === 0 && wasNamed) await writer.begin(doctype)
  if (count > 0 || wasNamed) await writer.end()
  return count
}

const exportInto = async (folder: string, options: Options, context: Context): Promise<ExportInfo> => {
  const { terminal, signal } = context
  const doctypes: Record<string, number> = {}
  const writer = await (options['as-fixture'] ? fixtureWriter(folder) : lineWriter(folder))
  for (const doctype of await doctypesOf(options, context)) {
    const count = await exportDoctype(writer, doctype, options, context)
    if (count > 0) terminal.err(terminal.dim(`${doctype}: ${count}`))
    if (count > 0 || options.doctypes !== undefined) doctypes[doctype] = count
    signal.throwIfAborted()
  }
  const client = options['with-files'] ? await connect(options, 'io.cozy.files:GET', context) : undefined
  const files = client && (await writer.files(exportFiles(new FileClient(client), folder, ACT)))
  await writer.close()
  const info: ExportInfo = {
    format: FORMAT,
    url: instanceUrl(options.domain).href,
    date: new Date().toISOString(),
    doctypes,
    ...(files !== undefined && { files }),
    masked: !options.secrets
  }
  await writeFile(join(folder, MARKER), `${JSON.stringify(info, null, 2)}\n`, { mode: 0o600 })
  return info
}

export const run: Run<typeof EXPORT_OPTIONS> = async ({ args, options, json }, context) => {
  const { replaceFolder } = await import('./replace-folder.js')
  const { terminal, cwd } = context
  const folder = resolve(cwd, args[0] ?? '')
  const info = await replaceFolder(folder, aside => exportInto(aside, options, context))
  if (json) terminal.out(JSON.stringify({ folder, ...info }))
  else {
    const count = Object.values(info.doctypes).reduce((sum, each) => sum + each, 0)
    const files = info.files === undefined ? '' : ` and ${info.files} files and directories`
    terminal.out(`Exported ${count} documents${files} into ${terminal.bold(folder)}`)
    if (info.masked && (info.doctypes[ACCOUNTS] ?? 0) > 0)
      terminal.err(
        terminal.yellow('Secrets of accounts are masked: --secrets exports them as the stack keeps them.')
      )
  }
  return EXIT.done
}
