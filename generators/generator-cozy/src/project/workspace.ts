import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Workspace, WorkspaceJob } from './surroundings.js'

/** The JSON object of a file; undefined where there is none that can be read. */
export const readJson = (path: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** A folder and all above it. */
export const upwards = (folder: string): string[] => {
  const above = dirname(folder)
  return above === folder ? [folder] : [folder, ...upwards(above)]
}

const PLUGIN = '@cozy-jobs/nx'

const hasPlugin = (nxJson: Record<string, unknown> | undefined): boolean =>
  Array.isArray(nxJson?.['plugins']) &&
  nxJson['plugins'].some(
    entry => entry === PLUGIN || (entry as { plugin?: unknown } | null)?.plugin === PLUGIN
  )

const patternsOf = (packageJson: Record<string, unknown> | undefined): string[] => {
  const workspaces = packageJson?.['workspaces'] as { packages?: unknown } | unknown[] | undefined
  const patterns = Array.isArray(workspaces) ? workspaces : workspaces?.packages
  return Array.isArray(patterns) ? patterns.filter(each => typeof each === 'string') : []
}

const kindOf = (folder: string): WorkspaceJob['kind'] | undefined => {
  if (existsSync(join(folder, 'manifest.konnector'))) return 'konnector'
  return existsSync(join(folder, 'manifest.webapp')) ? 'webapp' : undefined
}

const jobsIn = (root: string, jobsFolder: string): WorkspaceJob[] => {
  const folder = join(root, jobsFolder)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .flatMap(name => {
      const kind = kindOf(join(folder, name))
      return kind ? [{ folder: `${jobsFolder}/${name}`, name, kind }] : []
    })
}

/** The workspace of this kind that a folder is in: npm workspaces, and an `nx.json` that names our plugin. */
export const findWorkspace = (folder: string): Workspace | undefined => {
  for (const root of upwards(folder)) {
    const packageJson = readJson(join(root, 'package.json'))
    const patterns = patternsOf(packageJson)
    if (!packageJson || patterns.length === 0 || !hasPlugin(readJson(join(root, 'nx.json')))) continue
    const folders = patterns.filter(pattern => /^(\.\/)?[\w-]+(\/[\w-]+)*\/\*{1,2}$/.test(pattern))
    const jobsFolder = (folders.find(pattern => /\bapps\//.test(pattern)) ?? folders[0] ?? 'apps/*')
      .replace(/^\.\//, '')
      .replace(/\/\*+$/, '')
    return { root, jobsFolder, jobs: jobsIn(root, jobsFolder), packageJson }
  }
  return undefined
}
