/** One fenced block of shell in a page; `background` goes on while the next ones run, until another one of its kind. */
export interface Block {
  script: string
  background: boolean
  /** What this machine need not have (docker, go) or a test has not (terminal): the block is shown, not run. */
  needs?: string
}

/** The blocks of a page that begin with ```sh, ```sh background or ```sh needs=docker, in their order. */
export const readCommands = (page: string): Block[] =>
  [...page.matchAll(/^```sh( background)?(?: needs=(\S+))?\n([\s\S]*?)^```$/gm)].map(
    ([, background, needs, script]) => ({
      script: script ?? '',
      background: background !== undefined,
      ...(needs === undefined ? {} : { needs })
    })
  )

/** The same commands on ports of the test's own, so that a stack of the developer's is left alone. */
export const onPorts = (script: string, port: number, adminPort: number): string =>
  script
    .replace(/cozy-jobs stack\b/g, `cozy-jobs stack --port ${port} --admin-port ${adminPort}`)
    .replace(/cozy-jobs clock \w+/g, `$& --admin-port ${adminPort}`)
    .replace(
      /cozy-jobs (?:apps install|token)\b/g,
      `$& --domain cozy.localhost:${port} --admin-port ${adminPort}`
    )
    .replace(/cozy-jobs (?:clock|jobs|triggers|instances) \w+/g, `$& --admin-port ${adminPort}`)
    // A domain that the page says comes later on the line, and wins.
    .replace(/cozy-jobs (?:data|files) \w+/g, `$& --domain cozy.localhost:${port} --admin-port ${adminPort}`)
    .replaceAll('localhost:6060', `localhost:${adminPort}`)
    .replaceAll('8080', String(port))
