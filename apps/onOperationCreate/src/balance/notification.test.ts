import { describe, expect, it } from '@jest/globals'
import { lowBalance } from './notification.js'

const fall = { account: { _id: 'checking', label: 'Daily' }, balance: 12.5, limit: 100 }

describe('the notification of a low balance', () => {
  it('names account, balance and limit', () => {
    expect(lowBalance(fall, 'en')).toMatchObject({
      category: 'balanceLower',
      category_id: 'checking',
      title: 'Daily: low balance',
      message: 'The balance of Daily is €12.50, under your limit of €100.00.'
    })
  })

  it.each([
    ['CHF', 'CHF'],
    ['€', 'EUR'],
    [{ id: 'GBP' }, 'EUR'],
    [undefined, 'EUR']
  ])('with the currency %j is in %s', (currency, code) => {
    const money = new Intl.NumberFormat('en', { style: 'currency', currency: code })
    const { message } = lowBalance({ ...fall, account: { ...fall.account, currency } }, 'en')
    expect(message).toContain(money.format(12.5))
  })

  it('speaks French to a French Cozy', () => {
    expect(lowBalance(fall, 'fr').message.replace(/\s/g, ' ')).toBe(
      'Le solde de Daily est de 12,50 €, sous votre seuil de 100,00 €.'
    )
  })

  it('speaks English to any other', () => {
    expect(lowBalance(fall, undefined)).toEqual(lowBalance(fall, 'en'))
    expect(lowBalance(fall, 'es')).toEqual(lowBalance(fall, 'en'))
  })
})
