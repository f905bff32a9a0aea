import { describe, expect, it } from '@jest/globals'
import { CacheBudget, TextCache } from './text-cache.js'

const text = (length: number) => ({ rev: '1-a', text: 'x'.repeat(length) })

describe('the cache of documents', () => {
  it('keeps what was used last, of all doctypes together, and no more than it may', () => {
    const budget = new CacheBudget(100)
    const [operations, accounts] = [new TextCache(budget, 'operations'), new TextCache(budget, 'accounts')]
    operations.set('a', text(40))
    accounts.set('a', text(40))
    operations.get('a')
    accounts.set('b', text(30))
    expect([operations.get('a')?.text.length, accounts.get('a'), accounts.get('b')?.text.length]).toEqual([
      40,
      undefined,
      30
    ])
    accounts.set('b', text(50))
    accounts.set('c', text(101))
    expect([operations.get('a'), accounts.get('b'), accounts.get('c')]).toEqual([
      undefined,
      undefined,
      undefined
    ])
  })

  it('has room again for what was taken out', () => {
    const budget = new CacheBudget(100)
    const cache = new TextCache(budget, 'operations')
    for (let i = 0; i < 10; i++) {
      cache.set('a', text(90))
      cache.delete('a')
    }
    cache.set('b', text(90))
    cache.clear()
    cache.set('c', text(90))
    cache.set('d', text(10))
    expect([cache.get('b'), cache.get('c')?.text.length, cache.get('d')?.text.length]).toEqual([
      undefined,
      90,
      10
    ])
  })
})
