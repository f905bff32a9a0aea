import { describe, expect, it } from '@jest/globals'
import { countWork } from './work-count.js'

describe('a count of work', () => {
  it('is none at first', async () => {
    await expect(countWork().none()).resolves.toBeUndefined()
  })

  it('is waited for until the last one has ended, failed ones included', async () => {
    const work = countWork()
    const order: string[] = []
    work.begin()
    const failing = work.track(Promise.reject(new Error('no'))).catch(() => order.push('failed'))
    const none = work.none().then(() => order.push('none'))
    await failing
    order.push('ended')
    work.end()
    await none
    expect(order).toEqual(['failed', 'ended', 'none'])
  })
})
