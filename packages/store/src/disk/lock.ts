import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreError } from '../errors.js'
import { isMissing } from './folders.js'

/** Who has a data folder. `started` tells a process from a later one that was given the same number. */
interface Owner {
  pid: number
  started: string
}

/** The locks that this process has itself: a number alone does not tell it from a dead one before it. */
const own = new Set<string>()

/** What the system says of a process: its state, and its start in clock ticks. Empty where it does not say. */
async function statusOf(pid: number): Promise<{ state: string; started: string }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The name in brackets may hold spaces: fields are counted from behind it, and the start is the 22nd of all.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '', started: fields[19] ?? '' }
}

async function isAlive({ pid, started }: Owner): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const status = await statusOf(pid)
  // A zombie has ended, and keeps its number until it is waited for: in many containers nobody does.
  return status.started === started && status.state !== 'Z'
}

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Owner
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The last attempt of this process on each folder. */
const attempts = new Map<string, Promise<unknown>>()

/**
 * Takes the data folder for this process and gives what gives it back. The lock of a dead process is taken over.
 * Throws `locked`.
 */
export function lock(folder: string): Promise<() => Promise<void>> {
  // One after the other: a lock that was just made would look like that of a dead process with our number.
  const attempt = (attempts.get(folder) ?? Promise.resolve()).then(() => lockAlone(folder))
  const settled = attempt.then(
    () => undefined,
    () => undefined
  )
  attempts.set(folder, settled)
  void settled.then(() => attempts.get(folder) === settled && attempts.delete(folder))
  return attempt
}

async function lockAlone(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'lock')
  const mine = join(folder, `lock-${randomUUID()}`)
  const owner: Owner = { pid: process.pid, started: (await statusOf(process.pid)).started }
  await writeFile(mine, JSON.stringify(owner), { mode: 0o600 })
  try {
    while (!(await take(mine, path))) await removeDead(folder, path)
  } finally {
    await rm(mine, { force: true })
  }
  own.add(path)
  return async () => {
    if (own.delete(path)) await rm(path, { force: true })
  }
}

/** A link appears with its whole text or not at all, and never in the place of another. */
async function take(mine: string, path: string): Promise<boolean> {
  try {
    await link(mine, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function removeDead(folder: string, path: string): Promise<void> {
  const owner = await readOwner(path)
  const alive = owner && (owner.pid === process.pid ? own.has(path) : await isAlive(owner))
  if (owner && alive) {
    throw new StoreError(
      'locked',
      `Failed to open the data folder ${folder}: process ${owner.pid} has it. ` +
        'Stop that process, or choose another folder.'
    )
  }
  // Moved first: of two processes that find the same dead lock, one moves it.
  const aside = `${path}-${randomUUID()}`
  await rename(path, aside).catch(error => {
    if (!isMissing(error)) throw error
  })
  // Somebody may have taken the folder since it was looked at: that lock goes back.
  const moved = await readOwner(aside)
  if (moved && (moved.pid !== owner?.pid || moved.started !== owner.started)) await take(aside, path)
  await rm(aside, { force: true })
}
