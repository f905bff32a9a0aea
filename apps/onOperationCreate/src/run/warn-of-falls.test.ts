import { describe, expect, it } from '@jest/globals'
import { InMemoryLedger } from '../ledger/in-memory.js'
import { warnOfFalls } from './warn-of-falls.js'

const lines: string[] = []
const journal = {
  info: (line: string) => lines.push(line),
  warning: (line: string) => lines.push(`! ${line}`)
}
const household = (balance: number) =>
  new InMemoryLedger({
    accounts: [{ _id: 'checking', label: 'Daily', balance }],
    settings: { _id: 'settings', notifications: { balanceLower: { enabled: true, value: 100 } } }
  })
const told = async (ledger: InMemoryLedger) => (await ledger.settings())?.balancesNotifications

describe('a fall under the limit', () => {
  it('is told of once', async () => {
    const ledger = household(20)
    expect(await warnOfFalls(ledger, 'en', journal)).toBe(1)
    expect(await warnOfFalls(ledger, 'en', journal)).toBe(0)
    expect(ledger.notifications.map(({ title }) => title)).toEqual(['Daily: low balance'])
    expect(ledger.writes).toHaveLength(1)
  })

  it('is told of once by two runs at the same time', async () => {
    const ledger = household(20)
    await Promise.all([warnOfFalls(ledger, 'en', journal), warnOfFalls(ledger, 'en', journal)])
    expect(ledger.notifications).toHaveLength(1)
  })

  it('is told of again after the account came back up', async () => {
    const ledger = household(20)
    for (const balance of [20, 300, 40]) {
      ledger.putAccount({ _id: 'checking', label: 'Daily', balance })
      await warnOfFalls(ledger, 'en', journal)
    }
    expect(ledger.notifications).toHaveLength(2)
  })

  it('is not noted as told where the stack takes no notification', async () => {
    const ledger = household(20)
    ledger.allowed = false
    expect(await warnOfFalls(ledger, 'en', journal)).toBe(0)
    expect(await told(ledger)).toEqual({})
    expect(lines.at(-1)).toBe('! The stack takes no notification of this program: 1 not raised')
  })

  it('is not noted as told where telling failed', async () => {
    const ledger = household(20)
    ledger.notify = () => Promise.reject(new Error('the stack is away'))
    await expect(warnOfFalls(ledger, 'en', journal)).rejects.toThrow('the stack is away')
    expect(await told(ledger)).toEqual({})
  })
})

it('an account above the limit is not told of, and nothing is written', async () => {
  const ledger = household(100)
  expect(await warnOfFalls(ledger, 'en', journal)).toBe(0)
  expect(ledger.writes).toEqual([])
})
