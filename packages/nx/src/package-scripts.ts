import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NX_ERRORS } from './errors.js'

interface PackageJson {
  scripts?: Record<string, string>
  nx?: { includedScripts?: string[] }
}

/** The scripts of a folder that Nx makes targets of: all, or those that `nx.includedScripts` names. */
export const packageScripts = (workspaceRoot: string, root: string): string[] => {
  const file = join(workspaceRoot, root, 'package.json')
  if (!existsSync(file)) return []
  try {
    const { scripts = {}, nx } = JSON.parse(readFileSync(file, 'utf8')) as PackageJson
    return nx?.includedScripts ?? Object.keys(scripts)
  } catch (error) {
    throw new Error(NX_ERRORS.packageUnreadable(join(root, 'package.json'), (error as Error).message), {
      cause: error
    })
  }
}
