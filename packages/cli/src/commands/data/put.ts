import { EXIT } from '../../errors.js'
import type { StackClient } from '../../http/stack-client.js'
import type { Run } from '../../registry/command.js'
import type { PUT_OPTIONS } from './command.js'
import { checkDoctype, connectFor } from './doctype.js'
import { pathOf, type Document } from './document.js'
import { DATA_ERRORS } from './errors.js'
import { readDocument } from './read-document.js'

interface Written {
  id: string
  rev: string
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** Writes a document with an id; what is there already is a conflict, unless its revision is given or `force`. */
const write = async (
  client: StackClient,
  doctype: string,
  { _id: id, _rev, ...fields }: Document,
  { force, act }: { force: boolean; act: string }
): Promise<Written> => {
  const path = pathOf(doctype, id)
  const current = async (): Promise<string | undefined> => (await client.find<Document>({ path, act }))?._rev
  const rev = force ? await current() : _rev
  // With its revision a stack wants the id too; without one it wants neither.
  const json = rev === undefined ? fields : { ...fields, _id: id, _rev: rev }
  const answer = await client.answer({ method: 'PUT', path, json, act }, [404, 409])
  if (answer.ok) return (await answer.json()) as Written
  const now = answer.status === 409 || rev !== undefined ? await current() : undefined
  if (answer.status === 409 || rev !== undefined) {
    await answer.body?.cancel()
    throw DATA_ERRORS.conflict(act, now, rev)
  }
  throw await client.refusal(answer, act)
}

export const run: Run<typeof PUT_OPTIONS> = async ({ args, options, json }, context) => {
  const [doctype = '', file] = args
  const { terminal, cwd } = context
  checkDoctype(doctype, `put a document of ${doctype}`)
  // An answer of the stack says the doctype, which is no field of the document.
  const { _type, ...doc } = await readDocument(file, cwd, `put a document of ${doctype}`)
  const own = textOf(doc['_id'])
  if (own !== undefined && options.id !== undefined && options.id !== own) {
    throw DATA_ERRORS.twoIds(`put a document of ${doctype}`, options.id, own)
  }
  const id = options.id ?? own
  const act = `put ${id ?? `a document of ${doctype}`}`
  const client = await connectFor(doctype, act, options, context)
  const { _id, _rev, ...fields } = doc
  const rev = textOf(_rev)
  const written =
    id === undefined
      ? await client.json<Written>({ method: 'POST', path: pathOf(doctype), json: fields, act })
      : await write(
          client,
          doctype,
          { ...fields, _id: id, ...(rev !== undefined && { _rev: rev }) },
          { force: options.force, act }
        )
  const verb = written.rev.startsWith('1-') ? 'Created' : 'Updated'
  terminal.out(
    json
      ? JSON.stringify({ id: written.id, rev: written.rev })
      : `${verb} ${doctype} ${terminal.bold(written.id)} ${terminal.dim(written.rev)}`
  )
  return EXIT.done
}
