import { describe, expect, it } from '@jest/globals'
import { LabelIndex } from './label-index.js'

const indexOf = (...labels: string[]) => {
  const index = new LabelIndex<string[]>(() => [])
  for (const label of labels) index.add(label).push(label)
  return index
}

describe('labels by their words', () => {
  it('that say the same are one, dates and jargon aside', () => {
    const index = indexOf('CB LA CABANE 0102', 'PAIEMENT CB LA CABANE 0203')
    expect(index.alike('CABANE')).toEqual([
      { entry: ['CB LA CABANE 0102', 'PAIEMENT CB LA CABANE 0203'], likeness: 1 }
    ])
  })

  it('that share the rarer word are more alike', () => {
    const index = indexOf('CABANE VANNES', 'HANGAR VANNES', 'MOULIN VANNES')
    const [best, ...others] = index
      .alike('CABANE DES PINS VANNES')
      .sort((one, other) => other.likeness - one.likeness)
    expect(best?.entry).toEqual(['CABANE VANNES'])
    for (const { likeness } of others) expect(likeness).toBeLessThan(best?.likeness ?? 0)
  })

  it('that share a town alone are not worth a thought', () => {
    const index = indexOf(
      ...Array.from({ length: 30 }, (_, n) => `${'abcdefghij'[n % 10]}xo${'uvw'[n % 3]} vannes`)
    )
    expect(index.alike('QUZ VANNES')).toEqual([])
  })

  it('are found the same however often one asks', () => {
    const index = indexOf('CABANE VANNES', 'CABANE LORIENT')
    expect(index.alike('CABANE')).toEqual(index.alike('CABANE'))
  })

  it('without any word are like nothing', () => {
    expect(indexOf('123456').alike('123456')).toEqual([])
    expect(indexOf('CABANE').alike('')).toEqual([])
  })
})
