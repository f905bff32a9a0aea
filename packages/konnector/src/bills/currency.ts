const SYMBOLS = { '€': 'EUR', $: 'USD', '£': 'GBP' }

/** The ISO code of a currency that is given by its symbol, alone or in a text; EUR where none is given. */
export const convertCurrency = (currency?: string): string => {
  if (!currency) return 'EUR'
  return Object.entries(SYMBOLS).find(([symbol]) => currency.includes(symbol))?.[1] ?? currency
}
