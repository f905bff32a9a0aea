import { describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { removeDeadRuns } from './dead-runs.js'
import { makeTemporaryFolder } from './temporary-folder.js'

const DIST = fileURLToPath(new URL('../dist/index.js', import.meta.url))

/** What a program prints that has made a temporary folder, and what it does then. */
const pathFrom = async (then: string): Promise<string> => {
  const program = `
    import { makeTemporaryFolder } from ${JSON.stringify(DIST)}
    const { path } = await makeTemporaryFolder('test')
    process.stdout.write(path, () => ${then})
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const closed = once(child, 'close')
  const [path] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]
  await closed
  return path
}

describe('a temporary folder', () => {
  it('is there until it is removed, whatever else starts', async () => {
    const { path, remove } = await makeTemporaryFolder('test')
    await removeDeadRuns()
    expect(existsSync(path)).toBe(true)
    await remove()
    expect(existsSync(path)).toBe(false)
  })

  it('goes with a process that ends without waiting for it', async () => {
    expect(existsSync(await pathFrom('process.exit()'))).toBe(false)
  })

  it('is removed by the next stack where its process was killed', async () => {
    const path = await pathFrom("process.kill(process.pid, 'SIGKILL')")
    expect(existsSync(path)).toBe(true)
    await removeDeadRuns()
    expect(existsSync(path)).toBe(false)
  })
})
