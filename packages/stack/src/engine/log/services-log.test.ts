import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LARGEST_LOG, openServicesLog } from './services-log.js'

let folder: string
let errors: unknown[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'services-log-'))
  errors = []
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (file: string) => openServicesLog(file, error => errors.push(error))

describe('the log of the services', () => {
  it('has the lines in order, for the owner alone, in a folder that it makes', async () => {
    const file = join(folder, 'data', 'services.log')
    const log = open(file)
    for (const line of ['one', 'two', 'three\nwith more']) log.write(line)
    await log.close()
    expect(readFileSync(file, 'utf8')).toBe('one\ntwo\nthree\n  with more\n')
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('goes on where the last run has stopped', async () => {
    const file = join(folder, 'services.log')
    for (const line of ['one', 'two']) {
      const log = open(file)
      log.write(line)
      await log.close()
    }
    expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n')
  })

  it('puts the file aside before it grows over 5 MB', async () => {
    const file = join(folder, 'services.log')
    writeFileSync(file, 'x'.repeat(LARGEST_LOG - 3))
    const log = open(file)
    log.write('ab')
    await log.close()
    log.write('new')
    await log.close()
    expect(readFileSync(file, 'utf8')).toBe('new\n')
    expect(statSync(`${file}.1`).size).toBe(LARGEST_LOG)
  })

  it('tells what keeps it from writing', async () => {
    writeFileSync(join(folder, 'file'), '')
    const log = open(join(folder, 'file', 'services.log'))
    log.write('one')
    await log.close()
    expect(errors).toMatchObject([{ code: 'EEXIST' }])
  })
})
