import type { CategoryId } from '../bank/categories.js'

/** Where a payee's words mean something else for money that comes in, the rule says which way it looks. */
export type Direction = 'in' | 'out'

export interface Rule {
  category: CategoryId
  /** Comma-separated phrases; `gaumont*` also matches a word that goes on, for labels glue words together. */
  phrases: string
  direction?: Direction
}

export const rule = (category: CategoryId, phrases: string, direction?: Direction): Rule => ({
  category,
  phrases,
  ...(direction && { direction })
})
