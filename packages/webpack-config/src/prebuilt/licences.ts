import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const NOTICE = /^(licen[cs]e|notice|copying)/i

const textOf = (folder: string): string => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >
  const notices = readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isFile() && NOTICE.test(entry.name))
    .map(entry => readFileSync(join(folder, entry.name), 'utf8').trim())
  const named = typeof license === 'string' ? license : JSON.stringify(license)
  return [`${String(name)} ${String(version)} (${named})`, ...notices].join('\n\n')
}

/** The licences of packages, one after the other: they go along with what is made of the packages. */
export const licencesOf = (folders: readonly string[]): string =>
  `${[...folders]
    .sort()
    .map(textOf)
    .join(`\n\n${'-'.repeat(79)}\n\n`)}\n`
