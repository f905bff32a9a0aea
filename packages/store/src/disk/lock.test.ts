import { afterAll, describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lock } from './lock.js'

const folders: string[] = []

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cozy-jobs-lock-'))
  folders.push(folder)
  return folder
}

afterAll(() => Promise.all(folders.map(folder => rm(folder, { recursive: true }))))

const lockedBy = (folder: string, pid: number): string =>
  `Failed to open the data folder ${folder}: process ${pid} has it. Stop that process, or choose another folder.`

/** A process that lives until it is told to end. */
function startOther() {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'ignore']
  })
  return { pid: child.pid as number, end: () => (child.stdin.end(), once(child, 'exit')) }
}

/** A process that was killed, and that the one that started it never waits for. Ended by `end`. */
async function startZombie() {
  const parent = spawn('sh', ['-c', 'sleep 600 & echo $!; exec sleep 600'], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  const [line] = (await once(parent.stdout, 'data')) as [Buffer]
  const pid = Number(line)
  const statOf = async (): Promise<string[]> => {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  }
  const started = (await statOf())[19]
  process.kill(pid, 'SIGKILL')
  // The parent is a zombie's parent only once it has become `sleep`; the kernel ends the child in its own time.
  while ((await statOf())[0] !== 'Z') await new Promise(setImmediate)
  return { pid, started, end: () => (parent.kill('SIGKILL'), once(parent, 'close')) }
}

describe('the lock of a data folder', () => {
  it('is given to one, and to the next when it is given back', async () => {
    const folder = await makeFolder()
    const release = await lock(folder)
    await expect(lock(folder)).rejects.toMatchObject({
      code: 'locked',
      message: lockedBy(folder, process.pid)
    })
    await release()
    await release()
    const again = await lock(folder)
    await again()
    expect(await readdir(folder)).toEqual([])
  })

  it('is given to one of many who ask at once', async () => {
    const folder = await makeFolder()
    const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => lock(folder)))
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await readdir(folder)).toEqual(['lock'])
  })

  it('stands while another process lives, and is taken over once that one is dead', async () => {
    const folder = await makeFolder()
    const other = startOther()
    const release = await lock(folder)
    const own = JSON.parse(await readFile(join(folder, 'lock'), 'utf8')) as { started: string }
    await release()
    const stat = await readFile(`/proc/${other.pid}/stat`, 'utf8').catch(() => '')
    const started = stat === '' ? own.started : stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: other.pid, started }))
    await expect(lock(folder)).rejects.toMatchObject({ code: 'locked', message: lockedBy(folder, other.pid) })
    await other.end()
    await (
      await lock(folder)
    )()
  })

  const onLinux = process.platform === 'linux' ? it : it.skip
  onLinux('is taken over from a killed process whose parent does not wait for it', async () => {
    const folder = await makeFolder()
    const { pid, started, end } = await startZombie()
    try {
      await writeFile(join(folder, 'lock'), JSON.stringify({ pid, started }))
      await (
        await lock(folder)
      )()
      expect(await readdir(folder)).toEqual([])
    } finally {
      await end()
    }
  })

  it.each([
    '',
    '{"pid":',
    JSON.stringify({ pid: process.pid, started: 'before' }),
    '{"pid":4194305,"started":""}'
  ])('is taken over from one who left %j behind', async text => {
    const folder = await makeFolder()
    await writeFile(join(folder, 'lock'), text)
    await (
      await lock(folder)
    )()
    expect(await readdir(folder)).toEqual([])
  })
})
