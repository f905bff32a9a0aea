import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { jsonProblem } from '../../arguments/json-problem.js'
import { isDoctype } from './doctype.js'

/** A document on its way in. */
export interface ImportedDocument {
  doctype: string
  doc: Record<string, unknown>
}

/** Why a line can't be imported; its message begins with the place. */
export class LineProblem extends Error {}

const documentIn = async (
  line: string,
  place: string,
  doctype: string | undefined
): Promise<ImportedDocument> => {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    const problem = await jsonProblem(line)
    throw new LineProblem(
      `${place}:${problem?.column ?? 1}: not JSON: ${problem?.why ?? 'it can not be read'}.`
    )
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new LineProblem(`${place}:1: expected a document. Write { "field": … }.`)
  }
  const { _type, _rev, _attachments, ...doc } = value as Record<string, unknown>
  const named = doctype ?? _type
  if (typeof named !== 'string' || !isDoctype(named)) {
    throw new LineProblem(`${place}:1: no doctype is said. Give --doctype, or a "_type" in each line.`)
  }
  const own = Object.keys(doc).find(name => name.startsWith('_') && name !== '_id')
  if (own !== undefined) throw new LineProblem(`${place}:1: ${own} belongs to CouchDB. Leave it out.`)
  const { _id: id } = doc
  if (id !== undefined && (typeof id !== 'string' || id === '' || id.startsWith('_'))) {
    throw new LineProblem(`${place}:1: _id must be a text that does not begin with _.`)
  }
  return { doctype: named, doc }
}

/** The documents of a text of lines. A line that is none is given as its problem: the reader goes on. */
export async function* readLines(
  input: NodeJS.ReadableStream,
  name: string,
  doctype: string | undefined
): AsyncGenerator<ImportedDocument | LineProblem> {
  let number = 0
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    number++
    const line = number === 1 ? text.replace(/^\uFEFF/, '') : text
    if (line.trim() === '') continue
    try {
      yield await documentIn(line, `${name}:${number}`, doctype)
    } catch (error) {
      if (!(error instanceof LineProblem)) throw error
      yield error
    }
  }
}

export const readLineFile = (
  path: string,
  name: string,
  doctype: string | undefined
): AsyncGenerator<ImportedDocument | LineProblem> => readLines(createReadStream(path), name, doctype)
