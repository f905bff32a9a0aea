export const ACCOUNTS = [
  { id: 'A1', label: 'Current account', number: '00010203', type: 'Checkings', balance: 164.2 },
  { id: 'A2', label: 'Savings', number: '00010204', type: 'Savings', balance: 2_310 }
]

/** What came and went, the latest first. */
export const OPERATIONS = [
  { id: 'O9', account: 'A1', date: '2026-11-18', label: 'CB LA POULE AUX LIVRES 1811', amount: -9.9 },
  { id: 'O8', account: 'A1', date: '2026-11-16', label: 'CARTE 16/11 CARREFOUR CITY', amount: -27.15 },
  { id: 'O7', account: 'A1', date: '2026-11-12', label: 'UBER TRIP HELP UBER COM', amount: -13.4 },
  {
    id: 'O6',
    account: 'A1',
    date: '2026-11-01',
    label: 'PRLV SEPA ELECTRICITE DES DEUX RIVES',
    amount: -58.2
  },
  { id: 'O5', account: 'A2', date: '2026-10-31', label: 'INTERETS', amount: 4.1 },
  {
    id: 'O4',
    account: 'A1',
    date: '2026-10-27',
    label: 'VIR RECU SALAIRE LIBRAIRIE DU QUAI',
    amount: 1805.2
  },
  {
    id: 'O3',
    account: 'A1',
    date: '2026-10-01',
    label: 'PRLV SEPA ELECTRICITE DES DEUX RIVES',
    amount: -58.2
  },
  {
    id: 'O2',
    account: 'A1',
    date: '2026-09-27',
    label: 'VIR RECU SALAIRE LIBRAIRIE DU QUAI',
    amount: 1805.2
  },
  {
    id: 'O1',
    account: 'A1',
    date: '2026-09-01',
    label: 'PRLV SEPA ELECTRICITE DES DEUX RIVES',
    amount: -58.2
  }
]
