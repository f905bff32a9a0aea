import { describe, expect, it } from '@jest/globals'
import { CATEGORY } from '../bank/categories.js'
import { wordsOf } from '../label/words.js'
import { BANK_RULES } from './bank.js'
import { DAILY_RULES } from './daily.js'
import { HEALTH_RULES } from './health.js'
import { HOME_RULES } from './home.js'
import { INCOME_RULES } from './income.js'
import { LEISURE_RULES } from './leisure.js'
import { categoryByRule } from './match.js'
import { TRANSPORT_RULES } from './transport.js'

const FAMILIES = {
  BANK_RULES,
  DAILY_RULES,
  HEALTH_RULES,
  HOME_RULES,
  INCOME_RULES,
  LEISURE_RULES,
  TRANSPORT_RULES
}

describe('the rules', () => {
  it.each(Object.entries(FAMILIES))('of %s have no phrase that a label can never hold', (_name, rules) => {
    const phrases = rules.flatMap(({ phrases }) =>
      phrases.split(',').map(phrase => phrase.trim().replace(/\*$/, ''))
    )
    expect(
      phrases.filter(phrase => phrase === '' || wordsOf(phrase).join(' ') !== phrase.replace(/\s+/g, ' '))
    ).toEqual([])
  })

  it.each([
    ['CB INTERMARCHE LANNION 1402', -54.2, 'supermarket'],
    ['SAINSBURYS S/MKTS LEEDS', -31, 'supermarket'],
    ['PRLV SEPA OCTOPUS ENERGY', -80, 'power'],
    ['PRLV VEOLIA EAU IDF', -41, 'water'],
    ['PRLV SFR FIXE ADSL', -35, 'telecom'],
    ['DIRECT DEBIT VODAFONE LTD', -20, 'telecom'],
    ['PRLV MATMUT HABITATION', -18, 'homeInsurance'],
    ['PRLV DIRECT ASSURANCE AUTO', -44, 'vehicleInsurance'],
    ['VIR CPAM DU RHONE', 16.5, 'healthExpenses'],
    ['VIR MGEN REMBOURSEMENT', 8, 'healthExpenses'],
    ['PRLV MGEN COTISATION', -62, 'healthInsurance'],
    ['CB PHARMACIE CENTRALE', -12, 'healthExpenses'],
    ['CABINET DENTAIRE DES LICES', -90, 'healthExpenses'],
    ['SALARY ACME WIDGETS LTD', 2400, 'activityIncome'],
    ['VIR SALAIRE MARS', 1900, 'activityIncome'],
    ['VIR SALAIRE PHARMACIE DU CENTRE', 1900, 'activityIncome'],
    ['VIR POLE EMPLOI BRETAGNE', 900, 'replacementIncome'],
    ['VIR CAF DU FINISTERE', 180, 'allocations'],
    ['VIR SEPA LOYER AVRIL', -700, 'rent'],
    ['VIR RECU LOYER STUDIO', 450, 'rentalIncome'],
    ['PRLV DGFIP IMPOT REVENU', -210, 'incomeTax'],
    ['LEEDS CITY COUNCIL TAX', -140, 'realEstateTax'],
    ['RETRAIT DAB 12H40', -50, 'atm'],
    ['LNK CASH WITHDRAWAL', -30, 'atm'],
    ['COTISATION CARTE VISA', -4.5, 'bankFees'],
    ['SNCF CONNECT PARIS', -58, 'journey'],
    ['RATP NAVIGO', -88, 'publicTransportation'],
    ['UBER EATS PARIS', -19, 'restaurantsAndBars'],
    ['UBER TRIP', -12, 'taxi'],
    ['APRR PEAGE AUTOROUTE A6', -14, 'parkingAndToll'],
    ['NETFLIX.COM', -13.5, 'booksMoviesMusic'],
    ['PATHE QUIMPER', -11, 'goingOutEntertainment'],
    ['DECATHLON BREST', -40, 'activityEquipments'],
    ['VIR LIVRET A', -100, 'internalTransfer'],
    ['AMZN MKTP FR', -23, 'shoppingECommerce']
  ] as const)('know %s (%d) as %s', (label, amount, category) => {
    expect(categoryByRule(label, amount)).toBe(CATEGORY[category])
  })

  it('know nothing of a payee that only the owner knows', () => {
    expect(categoryByRule('CB ZXQ 7782', -9)).toBeUndefined()
  })

  it('look at whole words: a name that merely contains one is somebody else', () => {
    expect(categoryByRule('CB BARBOTINE', -9)).toBeUndefined()
    expect(categoryByRule('RETRAITE COMPLEMENTAIRE', 900)).toBe(CATEGORY.retirement)
  })
})
