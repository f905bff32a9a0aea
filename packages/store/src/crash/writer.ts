import { createHash } from 'node:crypto'
import { writeSync } from 'node:fs'
import type { Document, DocumentStore, FileStore } from '../api.js'
import { openStore } from '../open-store.js'
import { DOCTYPE, PREFIX, WRITERS, type Line, type Step } from './journal.js'
import { randomFrom } from './random.js'

/** At once, so that what was said is out when the process is killed; a pipe that is full for a moment is waited for. */
const say = (line: Line): void => {
  let rest = Buffer.from(`${JSON.stringify(line)}\n`)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
  }
}

interface Writer {
  number: number
  random: () => number
  documents: DocumentStore
  files: FileStore
  /** Its own documents, as they are. Versions count on where a document is created anew. */
  own: Map<string, { version: number; document: Document | undefined }>
}

/** Writes until the process is killed: creations, updates, deletions, several at once, and files. */
async function write(writer: Writer): Promise<never> {
  for (;;) await (writer.random() < 0.1 ? writeFile(writer) : writeDocuments(writer))
}

async function writeDocuments({ number, random, documents, own }: Writer): Promise<void> {
  const count = random() < 0.2 ? 5 : 1
  const steps = new Map<string, Step>()
  for (let i = 0; i < count; i++) {
    const id = `${number}-${Math.floor(random() * 40)}`
    const known = own.get(id)
    const deleted = known?.document !== undefined && random() < 0.2
    steps.set(id, { id, version: (known?.version ?? 0) + 1, deleted })
  }
  const tried = [...steps.values()]
  say({ said: 'try', writer: number, steps: tried })
  const drafts = tried.map(({ id, version, deleted }) => {
    const rev = own.get(id)?.document?._rev
    return { _id: id, ...(rev && { _rev: rev }), ...(deleted && { _deleted: true }), writer: number, version }
  })
  const results = await documents.bulk(DOCTYPE, drafts)
  for (const [i, { id, version, deleted }] of tried.entries()) {
    const result = results[i]
    if (!result || !('ok' in result)) throw new Error(`Failed to write ${id}: ${JSON.stringify(result)}`)
    own.set(id, { version, document: deleted ? undefined : { _id: id, _rev: result.rev } })
  }
  say({ said: 'done', writer: number, steps: tried })
}

async function writeFile({ number, random, files }: Writer): Promise<void> {
  const content = Buffer.alloc(Math.floor(random() * 50_000), String(random()))
  const md5sum = createHash('md5').update(content).digest('base64')
  const file = `${number}-${Math.floor(random() * 5)}`
  say({ said: 'try', writer: number, file, md5sum })
  await files.write(file, content)
  say({ said: 'done', writer: number, file, md5sum })
}

/** The versions that the deleted documents of a writer had come to: they are in its own list, passed on by hand. */
async function ownDocuments(documents: DocumentStore, number: number, known: Step[]): Promise<Writer['own']> {
  const own: Writer['own'] = new Map()
  for (const { id, version } of known) own.set(id, { version, document: undefined })
  const { docs } = await documents.find(DOCTYPE, { selector: { writer: number }, limit: 1000 })
  for (const doc of docs as unknown as (Document & { version: number })[]) {
    own.set(doc._id, { version: doc.version, document: doc })
  }
  return own
}

const [folder = '', seed = '0', known = '[]'] = process.argv.slice(2)
const store = await openStore({ kind: 'disk', folder })
const documents = store.documents(PREFIX)
await documents.createIndex(DOCTYPE, { index: { fields: ['writer', 'version'] } })
say({ said: 'opened' })
const files = store.files(PREFIX)
const steps = JSON.parse(known) as Step[]
const writers = Array.from({ length: WRITERS }, async (_, number) => {
  const its = steps.filter(({ id }) => id.startsWith(`${number}-`))
  const own = await ownDocuments(documents, number, its)
  const random = randomFrom(Number(seed) * WRITERS + number)
  await write({ number, random, documents, files, own })
})
await Promise.all(writers)
