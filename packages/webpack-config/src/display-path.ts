import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

const packageRoots = new Map<string, { root: string; name: string } | undefined>()

const packageOf = (folder: string): { root: string; name: string } | undefined => {
  if (packageRoots.has(folder)) return packageRoots.get(folder)
  const file = join(folder, 'package.json')
  const parent = dirname(folder)
  const name = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name
    : undefined
  const found = name ? { root: folder, name } : parent === folder ? undefined : packageOf(parent)
  packageRoots.set(folder, found)
  return found
}

const outside = (path: string): string => {
  const owner = packageOf(dirname(path))
  return owner ? `${owner.name}/${relative(owner.root, path)}` : path.slice(path.lastIndexOf(sep) + 1)
}

/**
 * A module's path as messages and source maps name it, the same on every machine: relative to the job's folder, or
 * the package's name and the path inside it.
 *
 * @example
 * displayPath('/home/me/app/src/x.ts', '/home/me/app') // 'src/x.ts'
 * displayPath('/home/me/node_modules/redux/es/redux.js', '/home/me/app') // 'node_modules/redux/es/redux.js'
 */
export const displayPath = (path: string, folder: string): string => {
  const marker = `${sep}node_modules${sep}`
  const inModules = path.indexOf(marker)
  const inside = relative(folder, path)
  const shown = inModules >= 0 ? path.slice(inModules + 1) : inside.startsWith('..') ? outside(path) : inside
  return shown.replaceAll(sep, '/')
}
