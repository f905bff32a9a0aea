import { buffer } from 'node:stream/consumers'
import type { RunContext } from '../run/context.js'
import { missingPeer } from './peer.js'

/** A piece of text as `pdfjs-dist` gives it. */
export interface PdfTextItem {
  str: string
  [attribute: string]: unknown
}

/** The text of a PDF: whole, and by the number of the page its pieces with their places. */
export interface PdfText {
  text: string
  [page: number]: PdfTextItem[]
}

interface PdfPage {
  getTextContent(): Promise<{ items: unknown[] }>
}

/** What is used of `pdfjs-dist`. */
interface PdfDist {
  getDocument: (source: { data: Uint8Array; isEvalSupported: boolean; verbosity: number }) => {
    promise: Promise<{ numPages: number; getPage(page: number): Promise<PdfPage> }>
    destroy(): Promise<void>
  }
}

const LIBRARY = 'pdfjs-dist'
const ERRORS_ONLY = 0

const loadLibrary = async (): Promise<PdfDist> => {
  // In a try of its own: webpack builds a konnector that has not got it, too.
  try {
    return await import('pdfjs-dist/legacy/build/pdf.mjs')
  } catch (error) {
    throw missingPeer(LIBRARY, 'read the text of a PDF', error)
  }
}

const isText = (item: unknown): item is PdfTextItem =>
  typeof item === 'object' && item !== null && typeof (item as { str?: unknown }).str === 'string'

/** The text of a PDF in memory. @throws Error where it is none, or cut */
export const readPdfText = async (
  data: Uint8Array,
  { pages }: { pages?: number | readonly number[] } = {}
): Promise<PdfText> => {
  const { getDocument } = await loadLibrary()
  // A copy: the library takes the memory over. No code of a PDF is run.
  const loading = getDocument({ data: new Uint8Array(data), isEvalSupported: false, verbosity: ERRORS_ONLY })
  try {
    const document = await loading.promise
    const wanted =
      pages === undefined
        ? Array.from({ length: document.numPages }, (_, index) => index + 1)
        : [pages].flat()
    const result: PdfText = { text: '' }
    for (const number of wanted) {
      const content = await (await document.getPage(number)).getTextContent()
      const items = content.items.filter(isText)
      result[number] = items
      result.text += `${result.text === '' ? '' : '\n'}${items.map(({ str }) => str).join('\n')}`
    }
    return result
  } finally {
    await loading.destroy()
  }
}

/**
 * The text of a PDF in the Cozy. The konnector brings `pdfjs-dist` along; it is loaded when the first PDF is read.
 *
 * @param options pages: their numbers, from 1 on; all of them where absent
 * @throws Error without the library, or where the file is no PDF; StackError where it is not there
 */
export const getPdfText = async (
  { stack }: Pick<RunContext, 'stack'>,
  fileId: string,
  options: { pages?: number | readonly number[] } = {}
): Promise<PdfText> => {
  const content = await buffer(await stack.files.download(fileId))
  try {
    return await readPdfText(content, options)
  } catch (error) {
    if (error instanceof Error && error.message.includes(LIBRARY)) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`Failed to read the text of the file ${fileId}: ${why}`, { cause: error })
  }
}
