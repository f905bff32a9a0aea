import type { Operation } from './documents.js'

// Anybody may write operations: an import, a script, a connector that reads its numbers from a page.

/** The label as text; empty where there is none. */
export const labelOf = ({ label }: Pick<Operation, 'label'>): string =>
  typeof label === 'string' || typeof label === 'number' ? String(label) : ''

/** The amount as a number, also of a text that is one; 0 where there is none, so that it says nothing. */
export const amountOf = ({ amount }: Pick<Operation, 'amount'>): number => {
  const value = typeof amount === 'string' ? Number(amount) : amount
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}
