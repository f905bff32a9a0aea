import { describe, expect, it } from '@jest/globals'
import { createSlots } from './slots.js'

/** Slots whose tasks end when they are told to. */
const byHand = (size: number) => {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const slots = createSlots<string>(size, (task, slot) => {
    begun.push(`${task}@${slot}`)
    return new Promise(resolve => ends.set(task, resolve))
  })
  const end = async (task: string): Promise<void> => {
    ends.get(task)?.()
    await Promise.resolve().then(() => {})
  }
  return { slots, begun, end }
}

describe('the slots of a worker', () => {
  it('are filled in order, and freed for the next', async () => {
    const { slots, begun, end } = byHand(2)
    for (const task of ['a', 'b', 'c', 'd']) slots.add(task)
    expect(begun).toEqual(['a@0', 'b@1'])
    await end('b')
    expect(begun).toEqual(['a@0', 'b@1', 'c@1'])
    await end('a')
    expect(begun.at(-1)).toBe('d@0')
  })

  it('forget the tasks that wait, not those that run', async () => {
    const { slots, begun, end } = byHand(1)
    for (const task of ['a', 'b', 'c']) slots.add(task)
    expect(slots.clear()).toBe(2)
    await end('a')
    slots.add('d')
    expect(begun).toEqual(['a@0', 'd@0'])
  })
})
