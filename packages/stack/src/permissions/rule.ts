/** The verbs that a permission can hold; a scope may name others, which then match nothing. */
export type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One line of a permission. No verbs: all of them. No values: every document. */
export interface Rule {
  /** Its key in the manifest; absent for a rule that comes from a scope. */
  title?: string
  type: string
  description?: string
  verbs: readonly string[]
  /** The field whose value must be one of `values`; the id where it is ''. */
  selector: string
  values: readonly string[]
}

/** Gives access to everything: the flagship app's alone. */
export const MAXIMAL = '*'

export const isMaximal = (rules: readonly Rule[]): boolean => rules.some(rule => rule.type === MAXIMAL)
