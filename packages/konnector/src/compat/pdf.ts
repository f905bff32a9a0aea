import type { PdfLibrary } from '../pdf/pdf-library.js'
import { missingPeer } from '../pdf/peer.js'
import { beginDocument, writeHtml } from '../pdf/write-html.js'

type After<T extends unknown[]> = T extends [unknown, ...infer Rest] ? Rest : never

let library: PdfLibrary | undefined

/** The library is there from now on. */
export const keepPdfLibrary = (loaded: PdfLibrary): void => {
  library = loaded
}

const loaded = (): PdfLibrary => {
  if (library) return library
  throw missingPeer('pdfjs', 'write a PDF', undefined)
}

/** Writes a part of a page into a document, at once. */
export const htmlToPDF = (...given: After<Parameters<typeof writeHtml>>): ReturnType<typeof writeHtml> =>
  writeHtml(loaded(), ...given)

/** Begins a document with a headline and its address. */
export const createCozyPDFDocument = (
  ...given: After<Parameters<typeof beginDocument>>
): ReturnType<typeof beginDocument> => beginDocument(loaded(), ...given)
