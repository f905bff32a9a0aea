import { describe, expect, it } from '@jest/globals'
import { writeFile } from 'node:fs/promises'
import { machineFault } from './machine-fault.js'

const onLinux = process.platform === 'linux' ? it : it.skip

describe('a fault of the machine', () => {
  onLinux('is told in words: a disk that is full', async () => {
    const refusal: unknown = await writeFile('/dev/full', 'x').catch((error: unknown) => error)
    expect(machineFault(refusal)).toBe(
      'Failed to run the job: the disk is full. Make room on it, above all where temporary files are.'
    )
  })

  it.each([[new Error('no')], [{ code: 'toString' }], [undefined]])('is not %p', error => {
    expect(machineFault(error)).toBeUndefined()
  })
})
