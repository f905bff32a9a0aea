import { createRequire } from 'node:module'
import { loadFetchLate } from './late-fetch.js'
import type { Level } from './level.js'
import { LevelScan } from './level-scan.js'
import { reviseAsCouch } from './revisions/pouch-revisions.js'
import { PouchScan, type Scan } from './scan.js'

/** A document as PouchDB keeps it: the fields of the owner are one string, so that it looks at none of them. */
export interface PouchDocument {
  _id: string
  _rev?: string
  _deleted?: boolean
  _revisions?: { start: number; ids: string[] }
  _conflicts?: string[]
  _attachments?: Record<string, unknown>
  body?: string
}

export type PouchResult =
  { ok: true; id: string; rev: string } | { status: number; name: string; message: string }

export interface PouchChange {
  id: string
  seq: number
  changes: { rev: string }[]
  deleted?: true
  doc?: PouchDocument
}

/** What is used of PouchDB, and nothing more: what replaces it one day must do this. */
export interface Pouch {
  get(id: string, options?: { rev?: string; revs?: boolean; conflicts?: boolean }): Promise<PouchDocument>
  get(id: string, options: { open_revs: 'all'; revs: true }): Promise<{ ok: PouchDocument }[]>
  put(document: object): Promise<{ rev: string }>
  bulkDocs(documents: PouchDocument[], options: { new_edits: boolean }): Promise<PouchResult[]>
  allDocs(options: object): Promise<{ rows: { id: string; value: { rev: string }; doc?: PouchDocument }[] }>
  changes(options: object): Promise<{ results: PouchChange[]; last_seq: number }>
  close(): Promise<void>
  destroy(): Promise<void>
}

type PouchConstructor = {
  new (name: string, options: object): Pouch
  plugin(plugin: object): PouchConstructor
  setMaxListeners(count: number): void
}

const ADAPTERS = { disk: 'leveldb', memory: 'memory' } as const

/** More revisions than anybody asks for, few enough that a document that changes all day stays small. */
const REVISIONS_KEPT = 100

const require = createRequire(import.meta.url)
const loaded = new Map<string, PouchConstructor>()

/** Loaded by the first document, because it takes 150 ms and a stack must start in less than 500. */
function load(adapter: string): PouchConstructor {
  const known = loaded.get(adapter)
  if (known) return known
  const Constructor = loadFetchLate<PouchConstructor>(require)
  Constructor.plugin(require(`pouchdb-adapter-${adapter}`) as object)
  reviseAsCouch(require.resolve(`pouchdb-adapter-${adapter}`))
  // Each open database listens on the constructor: ten of them are no leak.
  Constructor.setMaxListeners(0)
  loaded.set(adapter, Constructor)
  return Constructor
}

type LevelFactory = ((location: string) => Level) & { destroy: unknown }

/** PouchDB keeps its LevelDB to itself: it is given a maker of them that tells what it has made. */
function tellingLevel(tell: (level: Level) => void): LevelFactory {
  const adapter = createRequire(require.resolve('pouchdb-adapter-leveldb'))
  const leveldown = adapter('leveldown') as LevelFactory
  // PouchDB files what is open under the maker's name.
  const LevelDOWN = (location: string): Level => {
    const level = leveldown(location)
    tell(level)
    return level
  }
  return Object.assign(LevelDOWN, { destroy: leveldown.destroy })
}

export interface OpenPouch {
  pouch: Pouch
  scan: Scan
}

/** Opens what is at `location` (a folder; in memory any name of its own), making it where it is missing. */
export async function openPouch(kind: 'disk' | 'memory', location: string): Promise<OpenPouch> {
  const adapter = ADAPTERS[kind]
  const Constructor = load(adapter)
  let level: Level | undefined
  const db = kind === 'disk' && { db: tellingLevel(made => (level = made)) }
  const pouch = new Constructor(location, { adapter, revs_limit: REVISIONS_KEPT, ...db })
  // Any question makes it wait until LevelDB is open, and fail here if it is not.
  await pouch.allDocs({ limit: 0 })
  return { pouch, scan: level ? new LevelScan(level, pouch) : new PouchScan(pouch) }
}
