import { describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ROOT } from '../stack-process/stack-process.mjs'

const demo = async (...args: string[]) => {
  const child = spawn(process.execPath, [join(ROOT, 'tools/demo/demo.mjs'), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number]
  return { code, out, err }
}

describe('the demo', () => {
  it('files the operations of its sample, through a stack that is killed in the middle', async () => {
    const { code, out, err } = await demo('--kill')
    expect(err).toBe('')
    expect(out).toMatch(/3\d of 40 operations have found a category:/)
    expect(code).toBe(0)
  }, 120_000)

  it('says what is wrong with a file of operations that is none', async () => {
    const { code, err } = await demo('--data', join(ROOT, 'package.json'))
    expect(err).toBe(
      `Failed to show the demo: ${join(ROOT, 'package.json')} has no list "io.cozy.bank.operations". ` +
        'Give a file of documents by doctype.\n'
    )
    expect(code).toBe(1)
  })

  it('says which options it takes', async () => {
    const { code, err } = await demo('--kepe')
    expect(err).toBe(
      "Failed to show the demo: Unknown option '--kepe'. It takes --keep, --kill and --data FILE.\n"
    )
    expect(code).toBe(2)
  })

  it('says that a file of operations is absent', async () => {
    const { code, err } = await demo('--data', '/nowhere.json')
    expect(err).toBe(
      'Failed to show the demo: /nowhere.json is not there. Give a file of documents by doctype with --data.\n'
    )
    expect(code).toBe(1)
  })
})
