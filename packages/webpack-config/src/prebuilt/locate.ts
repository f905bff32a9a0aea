import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Description, PrebuiltModule } from './description.js'

/** The folder of a package as Node finds it from another folder. */
export const packageFolder = (name: string, from: string): string | undefined => {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name)
    if (existsSync(join(folder, 'package.json'))) return realpathSync(folder)
    if (dirname(at) === at) return undefined
  }
}

export const packageFolders = ({ packages, asks }: Description, first: string): string[] | undefined => {
  const folders: string[] = [first]
  for (const [asking, asked] of asks) {
    const from = folders[asking]
    const folder = from && packageFolder(packages[asked] ?? '', from)
    if (!folder || (folders[asked] ?? folder) !== folder) return undefined
    folders[asked] = folder
  }
  return folders
}

/** A digest of the contents of files, in their order. */
export const digestOf = (files: Iterable<string>): string => {
  const hash = createHash('sha1')
  for (const file of files) {
    const content = readFileSync(file)
    hash.update(`${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

/** Whether a package is that of ours which has the same files of the same version in one, as its package.json says. */
const isBundleOf = (digest: string, first: string): boolean => {
  const { cozyJobs } = JSON.parse(readFileSync(join(first, 'package.json'), 'utf8')) as {
    cozyJobs?: { bundleOf?: string }
  }
  return cozyJobs?.bundleOf === digest
}

const withoutQuery = (path: string): string => path.replace(/\?.*$/, '')

/**
 * The modules of a prebuilt file where they are installed: path → module. Undefined unless every file is, byte for
 * byte, what the prebuilt one was made of: another version, an override or a patch of any package in it is then
 * bundled as it is.
 *
 * @param first the folder of the package that is imported
 */
export const locate = (
  description: Description,
  first: string
): ReadonlyMap<string, PrebuiltModule> | undefined => {
  if (isBundleOf(description.digest, first)) {
    const own = description.modules.filter(module => module.in === 0)
    return new Map(own.map(module => [join(first, module.path), module]))
  }
  const folders = packageFolders(description, first)
  if (!folders) return undefined
  const located = new Map(
    description.modules.map(module => [join(folders[module.in] ?? '', module.path), module] as const)
  )
  try {
    const files = new Set([...located.keys()].map(withoutQuery))
    return digestOf(files) === description.digest ? located : undefined
  } catch {
    return undefined
  }
}
