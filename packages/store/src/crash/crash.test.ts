import { describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { openStore } from '../open-store.js'
import { DOCTYPE, PREFIX, WRITERS, type Line } from './journal.js'
import { Ledger } from './ledger.js'
import { randomFrom } from './random.js'

const KILLS = 20
const WRITER = fileURLToPath(new URL('../../dist/crash/writer.js', import.meta.url))

/** Starts the writers, kills them after so many lines, and reads what they had said until then. */
async function killAfter(lines: number, folder: string, seed: number, ledger: Ledger): Promise<void> {
  const known = JSON.stringify([...ledger.steps.values()])
  const child = spawn(process.execPath, [WRITER, folder, String(seed), known], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>
  const complaints = buffer(child.stderr)
  let heard = 0
  for await (const text of createInterface({ input: child.stdout })) {
    // The last line may be cut off by the kill.
    if (text.endsWith('}')) ledger.read(JSON.parse(text) as Line)
    if (++heard === lines) child.kill('SIGKILL')
  }
  const [, signal] = await ended
  expect([signal, (await complaints).toString()]).toEqual(['SIGKILL', ''])
}

/** Opens what is left: what is wrong with it by the ledger, by its index and by its counts. */
async function inspect(folder: string, ledger: Ledger): Promise<string[]> {
  const store = await openStore({ kind: 'disk', folder })
  try {
    const documents = store.documents(PREFIX)
    const { rows, total_rows } = await documents.list(DOCTYPE, { include_docs: true })
    const own = rows.flatMap(({ doc }) => (doc && !doc._id.startsWith('_design/') ? [doc] : []))
    const files = new Map<string, string>()
    for (const id of new Set([...ledger.files.keys(), ...begunFiles(ledger)])) {
      if (!(await store.files(PREFIX).has(id))) continue
      const content = await buffer(await store.files(PREFIX).read(id))
      files.set(id, createHash('md5').update(content).digest('base64'))
    }
    const wrong = ledger.compare(new Map(own.map(doc => [doc._id, doc['version'] as number])), files)
    const found: unknown[] = []
    for (let writer = 0; writer < WRITERS; writer++) {
      const { docs, warning } = await documents.find(DOCTYPE, {
        selector: { writer, version: { $gt: 0 } },
        limit: 1000
      })
      if (warning) wrong.push(warning)
      found.push(...docs)
    }
    const byId = (a: unknown, b: unknown): number =>
      (a as { _id: string })._id < (b as { _id: string })._id ? -1 : 1
    expect(found.toSorted(byId)).toEqual(own.toSorted(byId))
    const seen = (await documents.changes(DOCTYPE)).results.filter(({ deleted }) => !deleted)
    expect([total_rows, seen.length]).toEqual([rows.length, rows.length])
    return wrong
  } finally {
    await store.close()
  }
}

const begunFiles = ({ begun }: Ledger): string[] =>
  [...begun.values()].flatMap(line => ('file' in line ? [line.file] : []))

describe('a store whose process is killed', () => {
  it.each([1, 2, 3])(
    `loses nothing that was acknowledged, ${KILLS} times under ${WRITERS} writers (seed %j)`,
    async seed => {
      const folder = await mkdtemp(join(tmpdir(), 'cozy-jobs-crash-'))
      const random = randomFrom(seed)
      const ledger = new Ledger()
      for (let kill = 0; kill < KILLS; kill++) {
        // Some are killed when they have only just opened the store, the others while they write.
        const lines = kill % 5 === 4 ? 1 : 2 + Math.floor(random() * 400)
        await killAfter(lines, folder, seed * 1000 + kill, ledger)
        expect(await inspect(folder, ledger)).toEqual([])
      }
      expect(ledger.acknowledged).toBeGreaterThan(KILLS * WRITERS)
      await rm(folder, { recursive: true })
    },
    120_000
  )
})
