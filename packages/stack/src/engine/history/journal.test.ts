import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { diskJournal } from './disk-journal.js'
import { entryLine, readEntries } from './entry.js'
import type { Journal } from './journal.js'
import { memoryJournal } from './memory-journal.js'
import { readRuns } from './read-runs.js'
import { writeBehind } from './write-behind.js'

const DAY = 86_400_000
const RETENTION = { maxBytes: 20_000, maxAge: 7 * DAY }

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-test-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const line = (run: string, message = ''): string =>
  entryLine({ run, kind: 'log', data: { n: 1, at: '', type: 'info', message } })

const runsIn = async (journal: Journal): Promise<string[]> => {
  const found: string[] = []
  for await (const piece of journal.pieces()) {
    found.push(...[...readEntries(piece, {})].reverse().map(({ run }) => run))
  }
  return found
}

describe.each([
  ['on disk', () => diskJournal(join(folder, 'runs'), RETENTION)],
  ['in memory', () => memoryJournal(RETENTION)]
])('a journal %s', (_where, open) => {
  it('gives what it was given, the newest piece first', async () => {
    const journal = open()
    expect(await runsIn(journal)).toEqual([])
    for (const run of ['a', 'b', 'c']) await journal.append(line(run, 'x'.repeat(900)))
    expect(await runsIn(journal)).toEqual(['c', 'b', 'a'])
  })

  it('forgets the oldest where it becomes too large', async () => {
    const journal = open()
    for (let run = 0; run < 100; run++) await journal.append(line(String(run), 'x'.repeat(900)))
    const runs = await runsIn(journal)
    expect(runs[0]).toBe('99')
    expect(runs.length).toBeGreaterThan(15)
    expect(runs.length).toBeLessThan(25)
  })
})

describe('a journal on disk', () => {
  const open = () => diskJournal(join(folder, 'runs'), RETENTION)
  const files = () => readdirSync(join(folder, 'runs')).map(name => join(folder, 'runs', name))

  it('is the owner’s alone', async () => {
    await open().append(line('a'))
    expect(files().map(file => statSync(file).mode & 0o777)).toEqual([0o600])
    expect(statSync(join(folder, 'runs')).mode & 0o777).toBe(0o700)
  })

  it('goes on after a crash that has cut a line off', async () => {
    await open().append(line('a'))
    appendFileSync(files()[0]!, line('b').slice(0, -8))
    await open().append(line('c'))
    expect(await runsIn(open())).toEqual(['c', 'a'])
  })

  it('forgets what is too old, by the time of the files', async () => {
    const journal = open()
    await journal.append(line('old', 'x'.repeat(1000)))
    const then = (Date.now() - 8 * DAY) / 1000
    utimesSync(files()[0]!, then, then)
    await journal.append(line('new', 'x'.repeat(1000)))
    expect(await runsIn(journal)).toEqual(['new'])
  })

  it('keeps what is old apart from what is new, also where there is little of both', async () => {
    await open().append(line('old'))
    const then = (Date.now() - 6 * DAY) / 1000
    utimesSync(files()[0]!, then, then)
    await open().append(line('new'))
    expect(files()).toHaveLength(2)
    const later = (Date.now() - 8 * DAY) / 1000
    utimesSync(files()[0]!, later, later)
    await open().append(line('newest'))
    expect(await runsIn(open())).toEqual(['newest', 'new'])
  })
})

describe('the lines of runs', () => {
  it('are read in one look, no further back than the runs began', async () => {
    const journal = memoryJournal(RETENTION)
    const began = (run: string) => {
      const cause = { kind: 'request' } as const
      const head = { prefix: '', domain: '', worker: 'log', name: run, cause, queuedAt: 'then' }
      return entryLine({ run, kind: 'queued', data: head })
    }
    for (const run of ['a', 'b', 'c', 'd']) await journal.append(began(run) + line(run, run.repeat(900)))
    let looked = 0
    const counted: Journal = {
      append: text => journal.append(text),
      async *pieces() {
        for await (const piece of journal.pieces()) {
          looked++
          yield piece
        }
      }
    }
    const runs = await readRuns(counted, () => Promise.resolve()).lines(['b', 'd'])
    expect(runs.map(({ name, log }) => [name, log[0]?.message[0]])).toEqual([
      ['b', 'b'],
      ['d', 'd']
    ])
    expect(looked).toBe(3)
  })
})

describe('what is written a little later', () => {
  it('comes in its order, and all of it with a flush', async () => {
    const journal = memoryJournal(RETENTION)
    const behind = writeBehind(journal, () => undefined)
    for (const run of ['a', 'b', 'c']) behind.add(() => line(run))
    await behind.flush()
    expect(await runsIn(journal)).toEqual(['c', 'b', 'a'])
  })

  it('takes the last ones alone of more than it may write at once', async () => {
    const journal = memoryJournal(RETENTION)
    const behind = writeBehind(journal, () => undefined, 2)
    for (const run of ['a', 'b', 'c', 'd']) behind.add(() => line(run))
    await behind.flush()
    expect(await runsIn(journal)).toEqual(['d', 'c'])
  })

  it('that can not be written is told of once, and stops nobody', async () => {
    const warnings: string[] = []
    const behind = writeBehind(
      { append: () => Promise.reject(new Error('ENOSPC')), pieces: () => memoryJournal(RETENTION).pieces() },
      text => warnings.push(text)
    )
    for (const run of ['a', 'b']) {
      behind.add(() => line(run))
      await behind.flush()
    }
    expect(warnings).toEqual(['Failed to write down what the jobs do: Error: ENOSPC. They go on without it.'])
  })
})
