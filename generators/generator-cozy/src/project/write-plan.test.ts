import { beforeEach, describe, expect, it } from '@jest/globals'
import fixturify from 'fixturify'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { temporaryFolder } from '../testing/temporary-folder.js'
import type { SignalSource } from './interrupt.js'
import type { Plan } from './plan.js'
import { writePlan } from './write-plan.js'

const base = temporaryFolder()
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(base, 'case-'))
})

const NO_SIGNALS: SignalSource = new EventEmitter()
const ACT = 'make the service'
const tree = () => fixturify.readSync(folder)
const write = (plan: Partial<Plan>, signals = NO_SIGNALS) =>
  writePlan({ folder, files: {}, next: [], ...plan }, ACT, signals)

describe('a plan', () => {
  it('is written into a folder that is not there', async () => {
    await write({ folder: join(folder, 'a/b'), files: { 'c.txt': 'C', 'd/e.bin': new Uint8Array([65]) } })
    expect(tree()).toEqual({ a: { b: { 'c.txt': 'C', d: { 'e.bin': 'A' } } } })
    expect(statSync(join(folder, 'a/b')).mode & 0o777).toBe(statSync(join(folder, 'a')).mode & 0o777)
  })

  it('is written beside what is there', async () => {
    fixturify.writeSync(folder, { '.git': { HEAD: 'x' } })
    await write({ files: { 'src/a.ts': 'a' } })
    expect(tree()).toEqual({ '.git': { HEAD: 'x' }, src: { 'a.ts': 'a' } })
  })

  it('changes what a link leads to, and the link stays', async () => {
    fixturify.writeSync(folder, { shared: { 'a.txt': 'old' } })
    symlinkSync(join(folder, 'shared/a.txt'), join(folder, 'a.txt'))
    await write({ files: {}, changes: { 'a.txt': { before: 'old', after: 'new' } } })
    expect(lstatSync(join(folder, 'a.txt')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(folder, 'shared/a.txt'), 'utf8')).toBe('new')
  })

  it('changes and removes files, and keeps their rights', async () => {
    fixturify.writeSync(folder, { 'a.txt': 'old', 'b.txt': 'B' })
    chmodSync(join(folder, 'a.txt'), 0o755)
    await write({
      changes: { 'a.txt': { before: 'old', after: 'new' } },
      removals: { 'b.txt': { before: 'B' } }
    })
    expect(tree()).toEqual({ 'a.txt': 'new' })
    expect(statSync(join(folder, 'a.txt')).mode & 0o777).toBe(0o755)
  })

  it('clears what a killed generator has left', async () => {
    mkdirSync(join(folder, '.generator-cozy-4194304-abc/new'), { recursive: true })
    await write({ files: { a: 'a' } })
    expect(readdirSync(folder)).toEqual(['a'])
  })
})

describe('nothing is written', () => {
  it('where a file is there already', async () => {
    fixturify.writeSync(folder, { src: { 'b.ts': 'mine' } })
    await expect(write({ files: { 'a.ts': 'a', 'src/b.ts': 'b' } })).rejects.toThrow(
      /^Failed to make the service: .*src\/b\.ts is there already\. Move it away/
    )
    expect(tree()).toEqual({ src: { 'b.ts': 'mine' } })
  })

  it('where a file was changed meanwhile', async () => {
    fixturify.writeSync(folder, { 'a.txt': 'edited' })
    await expect(
      write({ files: { new: 'n' }, changes: { 'a.txt': { before: 'old', after: 'new' } } })
    ).rejects.toThrow('has been changed meanwhile')
    expect(tree()).toEqual({ 'a.txt': 'edited' })
  })

  it('where a file stands in the way of a folder, after others were moved', async () => {
    fixturify.writeSync(folder, { src: 'a file', 'x.txt': 'old' })
    await expect(
      write({
        files: { 'deep/a.ts': 'a', 'src/b.ts': 'b' },
        changes: { 'x.txt': { before: 'old', after: 'new' } }
      })
    ).rejects.toThrow(/^Failed to make the service: .* Nothing was written\.$/)
    expect(tree()).toEqual({ src: 'a file', 'x.txt': 'old' })
  })

  it('where the disk is full half way', async () => {
    // Linux answers every write to this device as a full disk does.
    const full: Plan['files'] = { 'a.txt': 'a', 'b.txt': 'b' }
    Object.defineProperty(full, 'c.txt', {
      enumerable: true,
      get: () => {
        writeFileSync('/dev/full', 'c')
        return ''
      }
    })
    await expect(write({ files: full })).rejects.toThrow(/the disk of .* is full\. Make room/)
    expect(tree()).toEqual({})
  })

  it('where it is stopped in the middle', async () => {
    const signals = new EventEmitter()
    const files: Plan['files'] = { 'a.txt': 'a', 'c.txt': 'c' }
    Object.defineProperty(files, 'b.txt', {
      enumerable: true,
      get: () => {
        signals.emit('SIGINT')
        return 'b'
      }
    })
    await expect(write({ files }, signals)).rejects.toMatchObject({
      exitCode: 130,
      message: expect.stringContaining('it was stopped. Nothing was written')
    })
    expect(tree()).toEqual({})
    expect(signals.listenerCount('SIGINT')).toBe(0)
  })
})
