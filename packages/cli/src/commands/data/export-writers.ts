import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Document } from './document.js'
import { DOCUMENTS, FILE_LIST, FIXTURE, type ExportedFile } from './export-format.js'
import { openFile, type OpenFile } from './line-file.js'

/** One of the two forms of an export. */
export interface ExportWriter {
  begin(doctype: string): Promise<void>
  document(doc: Document): Promise<void>
  end(): Promise<void>
  files(list: AsyncIterable<ExportedFile>): Promise<number>
  close(): Promise<void>
}

/** A line for each document, a file for each doctype. */
export const lineWriter = async (folder: string): Promise<ExportWriter> => {
  await mkdir(join(folder, DOCUMENTS))
  let file: OpenFile
  return {
    begin: doctype => {
      file = openFile(join(folder, DOCUMENTS, `${doctype}.ndjson`))
      return Promise.resolve()
    },
    document: doc => file.write(`${JSON.stringify(doc)}\n`),
    end: () => file.close(),
    files: async list => {
      const lines = openFile(join(folder, FILE_LIST))
      let count = 0
      for await (const each of list) {
        await lines.write(`${JSON.stringify(each)}\n`)
        count++
      }
      await lines.close()
      return count
    },
    close: () => Promise.resolve()
  }
}

/** A fixture refuses what belongs to CouchDB. */
const forFixture = (doc: Document): Record<string, unknown> =>
  Object.fromEntries(Object.entries(doc).filter(([name]) => name === '_id' || !name.startsWith('_')))

/** All in one `fixture.json`, the contents of files beside it. */
export const fixtureWriter = async (folder: string): Promise<ExportWriter> => {
  const file = openFile(join(folder, FIXTURE))
  let [members, items] = [0, 0]
  const member = async (name: string, open: string): Promise<void> => {
    await file.write(`${members++ === 0 ? '' : ',\n'}  ${JSON.stringify(name)}: ${open}`)
    items = 0
  }
  const item = (text: string): Promise<void> => file.write(`${items++ === 0 ? '' : ','}\n    ${text}`)
  const end = (close: string): Promise<void> => file.write(items === 0 ? close : `\n  ${close}`)
  await file.write('{\n')
  return {
    begin: doctype => member(doctype, '['),
    document: doc => item(JSON.stringify(forFixture(doc))),
    end: () => end(']'),
    files: async list => {
      await member('files', '{')
      for await (const { path, id, mime, content } of list) {
        const entry =
          content === undefined ? { id } : { from: content, id, ...(mime !== undefined && { mime }) }
        await item(`${JSON.stringify(content === undefined ? `${path}/` : path)}: ${JSON.stringify(entry)}`)
      }
      const count = items
      await end('}')
      return count
    },
    close: async () => {
      await file.write('\n}\n')
      await file.close()
    }
  }
}
