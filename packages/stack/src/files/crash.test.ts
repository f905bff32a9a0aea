import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startKilledStack } from '../testing/kill-stack.js'
import { send, startTestStack, type Answer, type Sent } from '../testing/test-stack.js'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-crash-test-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Call = (method: string, path: string, sent?: Sent) => Promise<Answer>

/** What each file holds that nobody has begun to change, as far as its client has been told. */
type Known = Map<string, string>

/** Beyond what is digested at once, every third time. */
const contentOf = (n: number, text: string): string => `${n} ${text}`.padEnd(n % 3 === 0 ? 300_000 : 30, '.')

/** One file's life: made, changed, copied, brought back; every second one is destroyed. */
const live = async (call: Call, n: number, known: Known): Promise<void> => {
  const create = `io.cozy.files.root-dir?Type=file&Name=${n}-${Math.random()}.bin`
  const first = contentOf(n, 'first')
  const { id } = (await call('POST', create, { body: first })).json.data
  known.set(id, first)
  const copy = (await call('POST', `${id}/copy`)).json.data.id
  known.set(copy, first)
  known.delete(id)
  const second = contentOf(n, 'second')
  const [version] = (await call('PUT', id, { body: second })).json.included
  known.set(id, second)
  known.delete(id)
  await call('POST', `revert/${version.id}`)
  known.set(id, first)
  known.delete(id)
  await call('PUT', id, { body: contentOf(n, 'third') })
  known.delete(copy)
  await call('DELETE', `trash/${n % 2 === 0 ? id : copy}`)
}

const filesBelow = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(({ name }) => name)
    .sort()

/** Has four clients at it until so many documents are written, when it is killed. Gives its port. */
const killAfter = async (writes: number, known: Known): Promise<number> => {
  const { url, port, token, dead, isDead } = await startKilledStack(folder, 'io.cozy.files', writes)
  const call: Call = (method, path, sent) => send(method, `${url}files/${path}`, { token, ...sent })
  const client = async (start: number): Promise<void> => {
    for (let n = start; !isDead(); n += 4) await live(call, n, known)
  }
  // All are cut off in the middle of something.
  await Promise.allSettled([1, 2, 3, 4].map(client))
  expect(await dead).toBe('')
  return port
}

const FILES = 'io.cozy.files'
const VERSIONS = 'io.cozy.files.versions'

/** Starts the next stack on what is left, and answers what of contents and documents doesn't fit. */
const inspect = async (port: number, known: Known): Promise<unknown[]> => {
  const test = await startTestStack({ data: { folder }, port })
  try {
    const token = await test.cli(FILES)
    const [instance] = test.stack.instances.list()
    const { prefix, documents, files } = instance!
    const { docs } = await documents.find(FILES, { selector: { type: 'file' }, limit: 1000 })
    const rows = (await documents.hasDoctype(VERSIONS))
      ? (await documents.list(VERSIONS, { include_docs: true })).rows
      : []
    const referred = [...docs, ...rows.map(({ doc }) => doc)].map(doc => doc?.internal_vfs_id).sort()
    const stored = filesBelow(join(folder, 'files', prefix))
    const wrong: unknown[] = (await test.ask('GET', '/files/fsck', { token })).json
    if (JSON.stringify(stored) !== JSON.stringify(referred)) wrong.push({ stored, referred })
    if (existsSync(join(folder, 'temporary'))) wrong.push('what was written aside is there')
    for (const [id, content] of known) {
      const { text } = await test.ask('GET', `/files/download/${id}`, { token })
      if (text !== content) wrong.push(id)
    }
    return [...wrong, ...(await files.inDoubt())]
  } finally {
    await test.stack.close()
  }
}

describe('a stack that is killed under uploads, copies, overwritings, reverts and removals', () => {
  it.each([2, 5, 11, 19, 33])(
    'has all contents that were acknowledged, and none without a document, after %i writes',
    async writes => {
      const known: Known = new Map()
      const port = await killAfter(writes, known)
      expect(await inspect(port, known)).toEqual([])
    }
  )
})
