import type { FilesContext } from '../files/context.js'
import type { BillEntry, ProcessPdf } from './entry.js'

/**
 * Lets the konnector read the PDF of each bill. A bill whose PDF cannot be read is left out.
 *
 * @returns the bills, and those that the konnector has made of them
 */
export const readPdfs = async (
  context: FilesContext,
  entries: readonly BillEntry[],
  processPdf: ProcessPdf
): Promise<BillEntry[]> => {
  const { log } = context
  const { getPdfText } = await import('../pdf/pdf-text.js')
  const read: BillEntry[] = []
  const more: BillEntry[] = []
  for (const entry of entries) {
    const { fileDocument } = entry
    if (!fileDocument) continue
    try {
      const pdf = await getPdfText(context, fileDocument._id)
      const made: unknown = await processPdf(entry, pdf.text, pdf)
      if (entry['__ignore']) continue
      read.push(entry)
      if (Array.isArray(made)) more.push(...(made as BillEntry[]))
    } catch (error) {
      log.warn(`processPdf: Failed to read pdf content in ${fileDocument.name}`)
      log.warn((error as Error).message)
    }
  }
  return [...read, ...more.filter(entry => !entry['__ignore'])]
}
