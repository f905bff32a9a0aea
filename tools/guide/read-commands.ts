/** One fenced block of shell in a page; `background` goes on while the next ones run. */
export interface Block {
  script: string
  background: boolean
}

/** The blocks of a page that begin with ```sh, in their order. */
export const readCommands = (page: string): Block[] =>
  [...page.matchAll(/^```sh( background)?\n([\s\S]*?)^```$/gm)].map(([, background, script]) => ({
    script: script ?? '',
    background: background !== undefined
  }))

/** The same commands on ports of the test's own, so that a stack of the developer's is left alone. */
export const onPorts = (script: string, port: number, adminPort: number): string =>
  script
    .replace(/cozy-jobs stack\b/g, `cozy-jobs stack --port ${port} --admin-port ${adminPort}`)
    .replace(
      /cozy-jobs (?:apps install|token)\b/g,
      `$& --domain cozy.localhost:${port} --admin-port ${adminPort}`
    )
    .replaceAll('8080', String(port))
