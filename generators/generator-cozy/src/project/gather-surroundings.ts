import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readGit } from './git.js'
import type { Surroundings } from './surroundings.js'
import { findWorkspace, readJson, upwards } from './workspace.js'

/** Names that are no content: a project may be made beside them. */
const NO_CONTENT = ['.git', '.DS_Store', '.idea']

/** What a folder holds beside what is no content; nothing where it is not there. */
export const contentOf = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter(name => !NO_CONTENT.includes(name)) : []

const nearestPackage = (folder: string): Surroundings['package'] => {
  for (const each of upwards(folder)) {
    const json = readJson(join(each, 'package.json'))
    if (json) return { folder: each, json }
  }
  return undefined
}

const OWN_PACKAGE = fileURLToPath(new URL('../../package.json', import.meta.url))

/** The version of this generator, which is that of all packages of its release. */
export const ownVersion = (): string => String(readJson(OWN_PACKAGE)?.['version'])

/** Looks around: what is in the folder and above it, and what git knows. Starts git, reads files, writes nothing. */
export const gatherSurroundings = async (
  folder: string,
  { userAgent, now = new Date() }: { userAgent?: string | undefined; now?: Date } = {}
): Promise<Surroundings> => {
  const nearest = nearestPackage(folder)
  const workspace = findWorkspace(folder)
  const version = ownVersion()
  const yarn = upwards(folder).some(each => existsSync(join(each, 'yarn.lock')))
  return {
    folder,
    entries: contentOf(folder),
    ...(workspace && { workspace }),
    git: await readGit(folder),
    ...(nearest && { package: nearest }),
    packageManager: yarn || userAgent?.startsWith('yarn/') ? 'yarn' : 'npm',
    version,
    jobsVersion: version,
    now
  }
}
