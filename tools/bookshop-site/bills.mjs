/** @typedef {{ ref: string, date: string, title: string, cents: number }} Bill */

// Titles with what charsets differ in: é, œ, €, a curly apostrophe.
const TITLES = [
  'L’été des hirondelles',
  'Cuisine à l’œil',
  'Le café à 3 €',
  'Atlas of rivers',
  'Où vont les phares',
  'A garden in pots'
]

const ofYear = (year, months) =>
  months.map((month, index) => ({
    ref: `B-${year}-${String(month).padStart(2, '0')}`,
    date: `${year}-${String(month).padStart(2, '0')}-${String(3 + index).padStart(2, '0')}`,
    title: TITLES[(index + year) % TITLES.length],
    cents: 990 + 735 * index
  }))

/** The bills of every customer, by year, the latest first. @type {Map<number, Bill[]>} */
export const BILLS = new Map([
  [2026, ofYear(2026, [10, 7, 5, 2, 1])],
  [2025, ofYear(2025, [12, 6])]
])

export const PAGE_LENGTH = 3

/** @returns {Bill | undefined} */
export const findBill = ref => [...BILLS.values()].flat().find(bill => bill.ref === ref)

/** As the shop writes an amount: `1 024,50 €`. */
export const amountText = cents =>
  `${(cents / 100)
    .toFixed(2)
    .replace('.', ',')
    .replace(/\B(?=(\d{3})+,)/, ' ')} €`
