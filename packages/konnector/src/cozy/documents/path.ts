/** The path of a doctype, with its slash, or of one document of it. */
export const pathOf = (doctype: string, id = ''): string =>
  `/data/${encodeURIComponent(doctype)}/${encodeURIComponent(id)}`
