import type { Path } from './field-path.js'

/** Operators that look at one value; the others hold selectors. */
export type ValueOperator =
  | '$lt'
  | '$lte'
  | '$eq'
  | '$ne'
  | '$gte'
  | '$gt'
  | '$in'
  | '$nin'
  | '$exists'
  | '$type'
  | '$mod'
  | '$regex'
  | '$all'
  | '$size'
  | '$beginsWith'

/** Operators that look at the members of one value. */
export type MemberOperator = '$elemMatch' | '$allMatch' | '$keyMapMatch'

/** What is asked of one value. */
export type Condition =
  | { operator: ValueOperator; argument: unknown }
  | { operator: MemberOperator; selector: Selector }
  | { operator: '$not'; condition: Condition }

/** A selector in the form that CouchDB brings it to: field names stand directly before their conditions. */
export type Selector =
  | { kind: 'all' }
  /** `$text`: it asks a search engine, and where there is none every document is said to match. */
  | { kind: 'text'; argument: unknown }
  | { kind: 'and' | 'or' | 'nor'; parts: Selector[] }
  | { kind: 'not'; part: Selector }
  | { kind: 'field'; path: Path; condition: Condition }

/** What an empty selector means: every document. */
export const EVERYTHING: Selector = { kind: 'all' }
