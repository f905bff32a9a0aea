/** Text that stands in HTML. */
export const escapeHtml = text => String(text).replace(/[&<>"']/g, sign => `&#${String(sign.charCodeAt(0))};`)

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#222}label{display:block;margin:.8rem 0}input{font:inherit;padding:.3rem;display:block}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #767676}'

/**
 * A page that anybody can read: a language, a title, one heading.
 *
 * @param {string} site
 * @param {string} title
 * @param {string} content HTML
 * @param {string} [charset]
 */
export const htmlPage = (site, title, content, charset = 'utf-8') => `<!doctype html>
<html lang="en">
<head>
<meta charset="${charset}">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} – ${escapeHtml(site)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</body>
</html>
`

/** The answer with a page. @returns {import('./serve-site.mjs').SiteAnswer} */
export const pageAnswer = (body, status = 200) => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body
})

/** @returns {import('./serve-site.mjs').SiteAnswer} */
export const jsonAnswer = (value, status = 200) => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value)
})

/** @returns {import('./serve-site.mjs').SiteAnswer} */
export const redirectTo = (location, headers = {}) => ({ status: 303, headers: { location, ...headers } })
