import { expect, it } from '@jest/globals'
import { Tallies } from './tallies.js'

it('choices are counted by category and direction, without the operation that asks', () => {
  const tallies = new Tallies()
  tallies.add('a', '400110', -10)
  tallies.add('b', '400110', -10)
  tallies.add('c', '400110', -12)
  tallies.add('d', '400110', 10)
  tallies.add('e', '400810', -10)
  expect(tallies.without('a', -10)).toEqual([
    { categoryId: '400110', direction: -1, count: 2, sameAmount: 1 },
    { categoryId: '400110', direction: 1, count: 1, sameAmount: 0 },
    { categoryId: '400810', direction: -1, count: 1, sameAmount: 1 }
  ])
})
