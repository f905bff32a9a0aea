/** What the invented provider has of its customer. */
export const BILLS = [
  { id: 'A-2026-03', date: '2026-03-02', amount: 31.9 },
  { id: 'A-2026-02', date: '2026-02-02', amount: 1024.5 },
  { id: 'A-2026-01', date: '2026-01-05', amount: 12.25 }
] as const

export const DOCUMENTS = [
  { id: 'D-2', title: 'Statement 2026', date: '2026-02-01' },
  { id: 'D-1', title: 'Certificate', date: '2026-01-15' }
] as const

export const PROFILE = {
  givenName: 'Camille',
  familyName: 'Martin',
  email: 'camille@example.org',
  phone: '+33 1 23 45 67 89',
  address: '1 rue des Lilas, 75001 Paris',
  contracts: [{ id: 'C-1', name: 'Home', since: '2025-06-01' }]
} as const

export const ACCOUNTS = [
  { id: 'B-1', label: 'Current account', number: '00012345', type: 'Checkings', balance: 1250.4 }
] as const

export const OPERATIONS = [
  { id: 'O-3', account: 'B-1', date: '2026-03-03', label: 'RENT', amount: -690 },
  { id: 'O-2', account: 'B-1', date: '2026-03-01', label: 'SALARY', amount: 2100 },
  { id: 'O-1', account: 'B-1', date: '2026-02-27', label: 'BAKERY', amount: -8.4 }
] as const
