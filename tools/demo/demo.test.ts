import { describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
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

const BANKS = join(ROOT, '../shared/data/banks-demo.json')
const describeWithBanks = existsSync(BANKS) ? describe : describe.skip

describeWithBanks('the demo on a real household (needs ../shared/data)', () => {
  it('files its operations as their owner did, through the installed service', async () => {
    const { code, out } = await demo('--data', BANKS)
    const [, agreed, of] = /(\d+) of the (\d+) that the owner filed by hand agree/.exec(out) ?? []
    expect(Number(of)).toBe(138)
    expect(Number(agreed) / Number(of)).toBeGreaterThanOrEqual(0.88)
    expect(code).toBe(0)
  }, 120_000)
})

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

  it('says that it was stopped, whatever the stack that ends with it says', async () => {
    const child = spawn(process.execPath, [join(ROOT, 'tools/demo/demo.mjs')], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe']
    })
    let err = ''
    let out = ''
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    child.stdout.on('data', (chunk: Buffer) => {
      if (!out.includes('Install the build') && chunk.includes('Install the build')) child.kill('SIGINT')
      out += chunk.toString()
    })
    const [code] = (await once(child, 'close')) as [number]
    expect(err).toBe('\nThe demo was stopped before its end.\n')
    expect(out).not.toContain('Done in')
    expect(code).toBe(130)
  }, 120_000)

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
