import type { Terminal } from '../../terminal/terminal.js'

/** What the first lines of a stack tell. */
export interface Address {
  /** With its port. */
  domain: string
  url: string
  adminUrl: string
  /** Undefined for a stack in memory. */
  folder: string | undefined
  /** Where the contents of files are, if not there. */
  files?: { folder: string } | 'memory' | undefined
  /** A CouchDB that has the documents, as its URL. */
  couchdb?: string | undefined
  /** The configuration files that were read. */
  configuration?: readonly string[]
}

/** Without user and password. */
const shownUrl = (text: string): string => {
  const { protocol, host, pathname } = new URL(text)
  return `${protocol}//${host}${pathname}`
}

/** Where it listens, where the data are, which configuration it has, and what to type next. */
export function welcome(address: Address, { bold, dim, cyan }: Terminal): string {
  const { domain, url, adminUrl, folder, files, couchdb, configuration = [] } = address
  const adminPort = new URL(adminUrl).port
  const target = [
    domain === 'cozy.localhost:8080' ? '' : ` --domain ${domain}`,
    adminPort === '6060' ? '' : ` --admin-port ${adminPort}`
  ].join('')
  const rows: [string, string | undefined][] = [
    ['Cozy', cyan(url)],
    ['Admin', adminUrl],
    ['Data', folder ?? 'in memory: gone when it stops'],
    ['Files', files === 'memory' ? 'in memory: gone when it stops' : files?.folder],
    ['CouchDB', couchdb && shownUrl(couchdb)],
    ['Config', configuration.join(', ') || 'the defaults: there is no cozy.yaml']
  ]
  return [
    ...rows.flatMap(([name, text]) => (text ? [`${bold(name.padEnd(7))}  ${text}`] : [])),
    '',
    'Next, in another terminal, in the folder of a job:',
    `  npx cozy-jobs build && npx cozy-jobs apps install SLUG build${target}`,
    '',
    dim('Ctrl-C stops it.')
  ].join('\n')
}
