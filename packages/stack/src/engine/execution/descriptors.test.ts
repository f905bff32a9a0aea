import { describe, expect, it } from '@jest/globals'
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ON_OPERATION, openTestBed } from '../testing/test-bed.js'

const LIST = `
  const { readdirSync, readlinkSync } = require("fs")
  const open = readdirSync("/proc/self/fd").flatMap(fd => { try { return [readlinkSync("/proc/self/fd/" + fd)] } catch { return [] } })
  console.log(JSON.stringify({ type: "info", message: open.join(" ") }))`

/** The files that this process has open below a folder. */
const openBelow = (folder: string): string[] =>
  readdirSync('/proc/self/fd').filter(fd => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder)
    } catch {
      return false
    }
  })

describe('a job', () => {
  it('has none of the files of the store open, with the data of all instances in them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'descriptors-test-'))
    const bed = await openTestBed({ folder })
    await bed.addApp('banks', { onOperation: LIST })
    await bed.engine.start()
    const told = bed.next('record')
    await bed.engine.push(bed.instance, { worker: 'service', message: ON_OPERATION.message })
    expect(openBelow(folder)).not.toEqual([])
    expect((await told) as object).toMatchObject({
      record: { message: expect.not.stringContaining(folder) }
    })
    await bed.engine.idle()
    await bed.close()
    rmSync(folder, { recursive: true })
  })
})
