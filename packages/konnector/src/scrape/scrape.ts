import type { Cheerio, CheerioAPI, load } from 'cheerio'

/** Any node of a page: cheerio does not give the type its name. */
type AnyNode = Exclude<Parameters<typeof load>[0], string | Buffer | readonly unknown[]>

/** Elements of a page. */
export type Selection = Cheerio<AnyNode>

/** How one value is found. Of `fn`, `attr` and the text, the first that is given makes it; `parse` then gets it. */
export interface ScrapeSpec<T = unknown> {
  /** Selects inside the element; the element itself where absent. */
  sel?: string
  /** Which one of those that are selected, from 0, or from the end where negative; all of them where absent. */
  index?: number
  /** Takes this attribute instead of the text. */
  attr?: string
  /** Makes the value of the elements themselves. */
  fn?: (found: Selection) => T
  // A method, so that one may say `parse(text: string)` where it is not absent.
  /** Makes the value of the text, of the attribute (undefined where there is none), or of what `fn` gave. */
  parse?(this: void, value: never): T
}

/** A spec by name; a selector alone is a spec of its text. */
export type ScrapeSpecs = Readonly<Record<string, string | ScrapeSpec>>

/** What a spec gives. */
export type Scraped<S> = S extends { parse: (value: never) => infer T }
  ? T
  : S extends { fn: (found: Selection) => infer T }
    ? T
    : S extends { attr: string }
      ? string | undefined
      : string

/** What specs give, by name; a value that could not be made is absent. */
export type ScrapedItem<S extends ScrapeSpecs> = { [Name in keyof S]?: Scraped<S[Name]> }

export interface ScrapeOptions {
  /** Told each value that could not be made. */
  onError?: (name: string, error: unknown) => void
}

const isSelection = ($: CheerioAPI | Selection): $ is Selection => typeof $ !== 'function'

const valueOf = (root: Selection, spec: string | ScrapeSpec): unknown => {
  const { sel, index, attr, fn, parse }: ScrapeSpec = typeof spec === 'string' ? { sel: spec } : spec
  const all = sel === undefined || sel === '' ? root : root.find(sel)
  const found = index === undefined ? all : all.eq(index)
  const value = fn ? fn(found) : attr === undefined ? found.text().trim() : found.attr(attr)
  return parse ? parse(value as never) : value
}

const isOneSpec = (specs: string | ScrapeSpec | ScrapeSpecs): specs is string | ScrapeSpec =>
  typeof specs === 'string' || typeof (specs as ScrapeSpec).sel === 'string'

const itemOf = (root: Selection, specs: ScrapeSpecs, { onError }: ScrapeOptions): Record<string, unknown> => {
  const item: Record<string, unknown> = {}
  for (const [name, spec] of Object.entries(specs)) {
    try {
      item[name] = valueOf(root, spec)
    } catch (error) {
      onError?.(name, error)
    }
  }
  return item
}

type One = string | (ScrapeSpec & { sel: string })

/**
 * Takes values out of a page: those of `specs` by name, one value for a single spec, a list where `childSelector` says
 * what its items are. A value that cannot be made is left out, and `onError` is told.
 *
 * @example
 * const bills = scrape($, { date: '.date', amount: { sel: '.price', parse: parseAmount } }, '.bill')
 */
export function scrape<const S extends One>($: CheerioAPI | Selection, spec: S): Scraped<S> | undefined
export function scrape<const S extends One>(
  $: CheerioAPI | Selection,
  spec: S,
  childSelector: string,
  options?: ScrapeOptions
): (Scraped<S> | undefined)[]
export function scrape<const S extends ScrapeSpecs>(
  $: CheerioAPI | Selection,
  specs: S,
  childSelector?: undefined,
  options?: ScrapeOptions
): ScrapedItem<S>
export function scrape<const S extends ScrapeSpecs>(
  $: CheerioAPI | Selection,
  specs: S,
  childSelector: string,
  options?: ScrapeOptions
): ScrapedItem<S>[]
export function scrape(
  $: CheerioAPI | Selection,
  specs: string | ScrapeSpec | ScrapeSpecs,
  childSelector?: string,
  options: ScrapeOptions = {}
): unknown {
  const root: Selection = isSelection($) ? $ : $.root()
  const scraped = (element: Selection): unknown =>
    isOneSpec(specs) ? itemOf(element, { value: specs }, options)['value'] : itemOf(element, specs, options)
  if (childSelector === undefined) return scraped(root)
  const children = root.find(childSelector)
  return children.toArray().map((_, index) => scraped(children.eq(index)))
}
