import type { Terminal } from '../../terminal/terminal.js'

/** What the first lines of a stack tell. */
export interface Address {
  /** With its port. */
  domain: string
  url: string
  adminUrl: string
  /** Undefined for a stack in memory. */
  folder: string | undefined
}

/** Where it listens, where the data are, and what to type next. */
export function welcome({ domain, url, adminUrl, folder }: Address, { bold, dim, cyan }: Terminal): string {
  const adminPort = new URL(adminUrl).port
  const target = [
    domain === 'cozy.localhost:8080' ? '' : ` --domain ${domain}`,
    adminPort === '6060' ? '' : ` --admin-port ${adminPort}`
  ].join('')
  return [
    `${bold('Cozy ')}  ${cyan(url)}`,
    `${bold('Admin')}  ${adminUrl}`,
    `${bold('Data ')}  ${folder ?? 'in memory: gone when it stops'}`,
    '',
    'Next, in another terminal, in the folder of a job:',
    `  npx cozy-jobs build && npx cozy-jobs apps install SLUG build${target}`,
    '',
    dim('Ctrl-C stops it.')
  ].join('\n')
}
