/** A PDF as far as anything here looks at one: a header, an object, its text, an end. */
export const samplePdf = (text: string): Buffer =>
  Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Text (${text}) >>\nendobj\ntrailer\n<< >>\n%%EOF\n`)

/** The answer of a provider with such a PDF. */
export const pdfReply = (text: string): { headers: Record<string, string>; body: Buffer } => ({
  headers: { 'content-type': 'application/pdf' },
  body: samplePdf(text)
})
