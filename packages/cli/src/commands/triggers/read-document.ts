import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Context } from '../../context.js'
import { ERRORS } from '../../errors.js'

/** A document as it was named: what it is, or where the stack has it. */
export type Named = { doc: Record<string, unknown> } | { doctype: string; id: string }

const ACT = 'fire the trigger'

const parse = (written: string, from: string): Named => {
  let doc: unknown
  try {
    doc = JSON.parse(written)
  } catch {
    doc = undefined
  }
  if (typeof doc === 'object' && doc !== null && !Array.isArray(doc)) {
    return { doc: doc as Record<string, unknown> }
  }
  throw ERRORS.notReadable(ACT, `${from} holds no JSON object`, 'Write a document in it.')
}

/** Reads what `--doc` names: a document of the stack begins with a doctype, all else is a file. */
export const readDocument = async (named: string, { cwd }: Pick<Context, 'cwd'>): Promise<Named> => {
  const [, doctype, id] = /^((?:io|com|org|cc|net)(?:\.[a-z0-9_]+)+)\/(.+)$/.exec(named) ?? []
  if (doctype !== undefined && id !== undefined) return { doctype, id }
  if (named === '-') return parse(await text(process.stdin), 'the standard input')
  try {
    return parse(await readFile(resolve(cwd, named), 'utf8'), named)
  } catch (error) {
    if ((error as { code?: unknown }).code === undefined) throw error
    throw ERRORS.noSuchFile(ACT, `there is no file ${named}`, 'Give a JSON file, or DOCTYPE/ID.')
  }
}
