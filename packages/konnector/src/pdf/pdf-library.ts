import { missingPeer } from './peer.js'

/** Text that grows: what is used of `pdfjs`. */
export interface PdfTextBlock {
  add(text: string, options?: object): PdfTextBlock
  br(): PdfTextBlock
}

/** A part of a PDF: a document, a cell, a table, a row. Which of these functions it has depends on what it is. */
export interface PdfFragment {
  text(text: string, options?: object): PdfTextBlock
  cell(options?: object): PdfFragment
  table(options: object): PdfFragment
  row(options?: object): PdfFragment
}

/** A document of `pdfjs`: a stream to read, once `end` was called. */
export interface PdfDocument extends PdfFragment {
  text(text?: string, options?: object): PdfTextBlock
  end(): Promise<void>
  asBuffer(): Promise<Buffer>
  pipe<Target extends NodeJS.WritableStream>(target: Target): Target
}

/** What is used of `pdfjs` and its fonts. */
export interface PdfLibrary {
  Document: new () => PdfDocument
  /** Points in a centimetre. */
  cm: number
  bold: unknown
  italic: unknown
}

const LIBRARY = 'pdfjs'

interface Default<Value> {
  default: Value
}

/** Loads it when the first PDF is written. @throws Error that says how to add it */
export const loadPdfLibrary = async (): Promise<PdfLibrary> => {
  // In a try of its own: webpack builds a konnector that has not got it, too.
  try {
    const { default: library } = (await import('pdfjs')) as unknown as Default<PdfLibrary>
    const { default: bold } = (await import('pdfjs/font/Helvetica-Bold.js')) as Default<unknown>
    const { default: italic } = (await import('pdfjs/font/Helvetica-Oblique.js')) as Default<unknown>
    return { Document: library.Document, cm: library.cm, bold, italic }
  } catch (error) {
    throw missingPeer(LIBRARY, 'write a PDF', error)
  }
}
