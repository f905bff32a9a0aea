const TEXTS = {
  allowed: ['You are logged in', 'Go back to the terminal. This window can be closed.'],
  refused: ['Nothing was allowed', 'The command in the terminal has been told. This window can be closed.'],
  unknown: ['Nothing waits here', 'This address is for the answer to a login alone.']
} as const

/** What the browser shows at the end: nothing of what it brought along is in it. */
export const redirectPage = (what: keyof typeof TEXTS): string => {
  const [title, text] = TEXTS[what]
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 4rem auto; max-width: 32rem; padding: 0 1rem }</style>
<main>
<h1>${title}</h1>
<p>${text}</p>
</main>
</html>
`
}
