import type { CheerioAPI } from 'cheerio'
import { loadPdfLibrary, type PdfDocument, type PdfFragment } from './pdf-library.js'
import { beginDocument, writeHtml, type HtmlToPdfOptions, type Selection } from './write-html.js'

/**
 * Writes what an element of a page holds into a document of `pdfjs`: headings, paragraphs, lists, tables, lists of
 * definitions, links, bold and italic text. Forms, pictures and scripts are left out. The konnector brings `pdfjs`
 * along.
 *
 * @param frag a document, or a part of one
 * @throws Error without the library
 */
export const htmlToPDF = async (
  $: CheerioAPI,
  frag: PdfFragment,
  $parent: Selection,
  opts: HtmlToPdfOptions = {}
): Promise<void> => writeHtml(await loadPdfLibrary(), $, frag, $parent, opts)

/**
 * Begins a document with a headline and the address that it comes from. It is a stream once `end` is called.
 *
 * @throws Error without the library
 */
export const createCozyPDFDocument = async (headline: string, url: string): Promise<PdfDocument> =>
  beginDocument(await loadPdfLibrary(), headline, url)
