const WARNINGS = '\n{{.Warnings}}\n'

/** Puts warnings into the head of each page, as the real stack does, whether its author thought of them or not. */
export const withWarnings = (page: string): string => {
  const headEnd = page.indexOf('</head>')
  if (headEnd >= 0) return `${page.slice(0, headEnd)}${WARNINGS}${page.slice(headEnd)}`
  const body = page.indexOf('<body>')
  if (body < 0) return page
  const opening = page.includes('<head>') ? '' : '\n<head>'
  return `${page.slice(0, body)}${opening}${WARNINGS}</head>\n${page.slice(body)}`
}
