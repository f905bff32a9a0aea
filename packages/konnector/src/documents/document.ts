/* eslint-disable @typescript-eslint/no-unsafe-declaration-merging -- hooks that a model may leave out */
import isEqualWith from 'lodash/isEqualWith.js'
import omit from 'lodash/omit.js'
import type { CozyDocument } from '../cozy/api.js'

type Attributes = Record<string, unknown>

const asText = (value: unknown): unknown => {
  if (!(value instanceof Date)) return value
  return Number.isNaN(value.getTime()) ? value : value.toISOString()
}

/** What was scraped is a Date, what comes from the Cozy is a text. */
const looseDates = (a: unknown, b: unknown): boolean | undefined =>
  a instanceof Date || b instanceof Date ? asText(a) === asText(b) : undefined

/** What a model may do, besides what {@link Document} does. */
export interface Document {
  /** Throws where the attributes are not those of a document. */
  validate?(attributes: Attributes): void
  /** See `hydrateAndFilter`. */
  shouldSave?(): unknown
  shouldUpdate?(existing: CozyDocument): unknown
}

/**
 * What the models of a konnector extend.
 *
 * @example
 * class Bill extends Document {
 *   static override version = 2
 *   override validate({ amount }) { if (!amount) throw new Error('A bill has an amount') }
 * }
 */
export class Document {
  /** Goes to `metadata.version` of each document. */
  static version?: number | string;

  [attribute: string]: unknown

  constructor(attributes: Attributes) {
    this.validate?.(attributes)
    const { metadata } = attributes as { metadata?: { version?: unknown } }
    const version = metadata?.version || (this.constructor as typeof Document).version
    Object.assign(this, attributes, { metadata: { version } })
  }

  toJSON(): object {
    return this
  }

  /**
   * Compares deeply. Unless `strict`, a Date is the same as its text.
   *
   * @param ignored attributes that are not looked at
   */
  isEqual(other: object, ignored: readonly string[] = ['_id', '_rev'], strict = false): boolean {
    return isEqualWith(omit(this, ignored), omit(other, ignored), strict ? undefined : looseDates)
  }
}
