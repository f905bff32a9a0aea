import type { CheerioAPI } from 'cheerio'
import type { PdfFragment, PdfLibrary, PdfTextBlock } from './pdf-library.js'

/** Elements of a page that cheerio has read. */
export type Selection = ReturnType<ReturnType<CheerioAPI['root']>['contents']>

interface TableState {
  /** Columns. */
  tableWidth: number
  /** Columns of the row that are still empty. */
  colRemaining: number
}

/** Options of `htmlToPDF`. */
export interface HtmlToPdfOptions {
  /** What addresses of links are relative to. */
  baseURL?: string
  /** Whether an element is written; all of them. */
  filter?: ($element: Selection) => boolean
  /** Options of `pdfjs` for text: `fontSize`, `color` … */
  txtOpts?: object
  /** Text that is there already, to go on in. */
  text?: PdfTextBlock | undefined
  tableState?: TableState | undefined
}

const NOT_WRITTEN = new Set(
  'button caption fieldset form head i img input label noscript script select style template textarea'.split(
    ' '
  )
)
const IN_A_CELL = new Set(['div', 'p', 'ul'])
const LINK_COLOR = '0x0000FF'
const CELL_PADDING = 5
const TEXT_NODE = 3
const ELEMENT_NODE = 1

const linkOptions = (href: string | undefined, baseURL: string | undefined): object | undefined => {
  if (href === undefined || href.startsWith('javascript:') || href.startsWith('#')) return undefined
  const base = baseURL || undefined
  return URL.canParse(href, base) ? { link: new URL(href, base).href, color: LINK_COLOR } : undefined
}

const spanOf = ($cell: Selection): number => parseInt($cell.attr('colspan') ?? '') || 1

/** Writes the children of one element: each block begins a text of its own, what stands in a line goes on in it. */
class HtmlWriter {
  readonly #pdf: PdfLibrary
  readonly #$: CheerioAPI
  readonly #options: HtmlToPdfOptions
  #fragment: PdfFragment
  /** What the rows of a list of definitions are added to. */
  #list: PdfFragment | undefined
  #text: PdfTextBlock | undefined

  constructor(pdf: PdfLibrary, $: CheerioAPI, fragment: PdfFragment, options: HtmlToPdfOptions) {
    this.#pdf = pdf
    this.#$ = $
    this.#fragment = fragment
    this.#options = options
    this.#text = options.text
  }

  write($parent: Selection): void {
    for (const node of $parent.contents().toArray()) {
      if (node.nodeType === TEXT_NODE) {
        const { data } = node as { data?: string }
        if (data?.trim()) this.#line().add(data)
      } else if (node.nodeType === ELEMENT_NODE) {
        const $element = this.#$(node) as Selection
        if (this.#options.filter?.($element) ?? true) this.#element($element, (node as { name: string }).name)
      }
    }
  }

  #line(): PdfTextBlock {
    return (this.#text ??= this.#fragment.text('', this.#options.txtOpts ?? {}))
  }

  #element($element: Selection, name: string): void {
    if (NOT_WRITTEN.has(name)) return
    const { bold, italic } = this.#pdf
    if (name === 'a')
      this.#line().add($element.text(), linkOptions($element.attr('href'), this.#options.baseURL))
    else if (name === 'strong' || name === 'b') this.#line().add($element.text(), { font: bold })
    else if (name === 'em') this.#line().add($element.text(), { font: italic })
    else if (name === 'br') this.#line().br()
    else if (name === 'span') this.#into(this.#fragment, $element, { text: this.#line() })
    else {
      this.#text = undefined
      this.#block($element, name)
    }
  }

  #block($element: Selection, name: string): void {
    if (name === 'table') this.#table($element)
    else if (name === 'tr') this.#row($element)
    else if (name === 'dl') this.#definitions($element)
    else if (name === 'dt' || name === 'dd' || name === 'th' || name === 'td') this.#cell($element, name)
    else if (/^h[1-5]$/.test(name)) {
      this.#into(this.#fragment, $element, { txtOpts: { fontSize: 30 - 2 * Number(name.slice(1)) } })
    } else this.#into(IN_A_CELL.has(name) ? this.#fragment.cell() : this.#fragment, $element)
  }

  #table($element: Selection): void {
    const $cells = $element.find('tr').first().find('td,th')
    const tableWidth = $cells.toArray().reduce((sum, cell) => sum + spanOf(this.#$(cell) as Selection), 0)
    if (tableWidth === 0) return
    const table = this.#fragment.table({ widths: Array(tableWidth).fill('*'), borderWidth: 1 })
    this.#into(table, $element, { tableState: { tableWidth, colRemaining: tableWidth } })
  }

  #row($element: Selection): void {
    const { tableState } = this.#options
    if (!tableState) return this.#into(this.#fragment, $element)
    tableState.colRemaining = tableState.tableWidth
    const row = this.#fragment.row()
    this.#into(row, $element)
    // A row that is too short has an empty cell at its end: pdfjs wants them all.
    if (tableState.colRemaining > 0) row.cell({ colspan: tableState.colRemaining })
  }

  #definitions($element: Selection): void {
    const table = this.#fragment.table({ widths: [5 * this.#pdf.cm, null], borderWidth: 1 })
    this.#into(table, $element, { tableState: { tableWidth: 2, colRemaining: 2 } })
  }

  #cell($element: Selection, name: string): void {
    const { tableState } = this.#options
    if (!tableState) return this.#into(this.#fragment, $element)
    if (name === 'dt') {
      this.#list ??= this.#fragment
      this.#fragment = this.#list.row()
      tableState.colRemaining = tableState.tableWidth
    }
    const colspan = Math.min(tableState.colRemaining, spanOf($element))
    // More cells than the first row has: there is no column for them, and pdfjs would refuse the whole document.
    if (colspan < 1) return
    tableState.colRemaining -= colspan
    this.#into(this.#fragment.cell({ padding: CELL_PADDING, colspan }), $element)
  }

  #into(fragment: PdfFragment, $element: Selection, options: HtmlToPdfOptions = {}): void {
    const inner = { ...this.#options, text: undefined, ...options }
    new HtmlWriter(this.#pdf, this.#$, fragment, inner).write($element)
  }
}

/** Writes what an element holds into a part of a PDF. */
export const writeHtml = (
  pdf: PdfLibrary,
  $: CheerioAPI,
  fragment: PdfFragment,
  $parent: Selection,
  options: HtmlToPdfOptions = {}
): void => new HtmlWriter(pdf, $, fragment, options).write($parent)

/** A document that begins with a headline and the address that it comes from. */
export const beginDocument = (
  pdf: PdfLibrary,
  headline: string,
  url: string
): ReturnType<typeof newDocument> => {
  const document = newDocument(pdf)
  const heading = document.cell({ paddingBottom: 0.5 * pdf.cm }).text('')
  heading.add(headline, { font: pdf.bold, fontSize: 14 })
  heading.add(url, { link: url, color: LINK_COLOR })
  return document
}

const newDocument = ({ Document }: PdfLibrary): InstanceType<PdfLibrary['Document']> => new Document()
