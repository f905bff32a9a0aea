import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { sizeText } from '../../terminal/size-text.js'
import { isDoctype } from './doctype.js'
import { DATA_ERRORS } from './errors.js'
import { DOCUMENTS, FILE_LIST, FIXTURE, FORMAT, MARKER, type ExportedFile } from './export-format.js'
import type { LineProblem } from './import-lines.js'
import { readLineFile, readLines, type ImportedDocument } from './import-lines.js'

/** A file or a directory on its way in; a directory has no content. */
export interface ImportedFile {
  path: string
  content?: { bytes: Uint8Array } | { file: string }
  mime?: string
  tags?: string[]
  executable?: boolean
  created_at?: string
  updated_at?: string
}

/** What is to be imported; each can be read several times, but the standard input. */
export interface ImportSource {
  name: string
  documents: () => AsyncIterable<ImportedDocument | LineProblem>
  files?: () => AsyncIterable<ImportedFile>
  /** Read once alone: there is no looking at it before. */
  isStream?: true
}

/** Larger ones would be read as a whole, which takes some ten times as much memory. */
const LARGEST_FIXTURE = 64 * 1024 * 1024

const doctypeIn = (name: string): string | undefined => {
  const [, doctype = ''] = /^(.+)\.(ndjson|jsonl)$/.exec(name) ?? []
  return isDoctype(doctype) ? doctype : undefined
}

const fixtureSource = async (path: string, name: string): Promise<ImportSource> => {
  const { size } = await stat(path)
  if (size > LARGEST_FIXTURE) throw DATA_ERRORS.tooLarge(name, sizeText(size))
  const { readFixture } = await import('@cozy-jobs/fixtures/read-fixture')
  const fixture = await readFixture(path)
  return {
    name,
    async *documents() {
      for (const [doctype, docs] of Object.entries(fixture.documents)) {
        for (const doc of docs) yield { doctype, doc }
      }
    },
    async *files() {
      // Directories before what is in them.
      const inOrder = [...fixture.files].sort((one, other) => (one.path < other.path ? -1 : 1))
      for (const { path, content, mime } of inOrder) {
        yield { path, ...(content && { content }), ...(mime !== undefined && { mime }) }
      }
    }
  }
}

const folderSource = async (folder: string, name: string): Promise<ImportSource> => {
  const marker = await readFile(join(folder, MARKER), 'utf8').catch(() => undefined)
  if (marker === undefined) {
    if (existsSync(join(folder, FIXTURE))) return fixtureSource(join(folder, FIXTURE), join(name, FIXTURE))
    throw DATA_ERRORS.noExport(name)
  }
  const { format } = JSON.parse(marker) as { format?: unknown }
  if (format !== FORMAT) throw DATA_ERRORS.otherFormat(name, format)
  if (existsSync(join(folder, FIXTURE))) return fixtureSource(join(folder, FIXTURE), join(name, FIXTURE))
  const names = (await readdir(join(folder, DOCUMENTS))).sort()
  return {
    name,
    async *documents() {
      for (const each of names) {
        yield* readLineFile(join(folder, DOCUMENTS, each), join(name, DOCUMENTS, each), doctypeIn(each))
      }
    },
    ...(existsSync(join(folder, FILE_LIST)) && { files: () => listedFiles(folder) })
  }
}

async function* listedFiles(folder: string): AsyncGenerator<ImportedFile> {
  for await (const line of createInterface({ input: createReadStream(join(folder, FILE_LIST)) })) {
    const { content, ...file } = JSON.parse(line) as ExportedFile
    // Its name alone: a list that was changed reaches no other file.
    yield {
      ...file,
      ...(content !== undefined && { content: { file: join(folder, 'files', basename(content)) } })
    }
  }
}

/** Finds out what was named. Throws for what is not there, or of no known form. */
export const importSource = async (
  typed: string,
  doctype: string | undefined,
  cwd: string
): Promise<ImportSource> => {
  if (typed === '-') {
    return {
      name: 'the standard input',
      documents: () => readLines(process.stdin, 'line', doctype),
      isStream: true
    }
  }
  const path = resolve(cwd, typed)
  const found = await stat(path).catch(() => undefined)
  if (!found) throw DATA_ERRORS.noFile('import', typed)
  if (found.isDirectory()) return folderSource(path, typed)
  const name = basename(path)
  if (/\.(ndjson|jsonl)$/.test(name) || doctype !== undefined) {
    return { name: typed, documents: () => readLineFile(path, typed, doctype ?? doctypeIn(name)) }
  }
  if (/\.jsonc?$/.test(name)) return fixtureSource(path, join(dirname(typed), name))
  throw DATA_ERRORS.noForm(typed)
}
