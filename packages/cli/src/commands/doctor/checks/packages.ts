import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Check, Finding } from '../finding.js'
import { managerOf } from './package-manager.js'

interface Packages {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

const NAME = 'Packages'

/** As Node looks for it: beside the file that asks for it, or beside a folder above. */
const isInstalled = (folder: string, name: string): boolean => {
  if (existsSync(join(folder, 'node_modules', name, 'package.json'))) return true
  const up = dirname(folder)
  return up !== folder && isInstalled(up, name)
}

/** Yarn's way without `node_modules`: what is installed is written in one file. */
const isPlugAndPlay = (folder: string): boolean => {
  const up = dirname(folder)
  return existsSync(join(folder, '.pnp.cjs')) || (up !== folder && isPlugAndPlay(up))
}

const MOST = 3

const listed = (names: readonly string[]): string =>
  names.length > MOST
    ? `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more`
    : names.join(', ')

const namesIn = (part: unknown): string[] => (typeof part === 'object' && part ? Object.keys(part) : [])

const look = (folders: readonly string[], manager: string): Finding[] => {
  const [needed, lacking, lackingToRun] = [new Set<string>(), new Set<string>(), new Set<string>()]
  for (const folder of folders) {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8')
    ) as Packages
    const toRun = namesIn(dependencies)
    for (const name of [...toRun, ...namesIn(devDependencies)]) {
      needed.add(name)
      if (isInstalled(folder, name)) continue
      lacking.add(name)
      if (toRun.includes(name)) lackingToRun.add(name)
    }
  }
  if (needed.size === 0) return []
  if (lacking.size === 0)
    return [{ name: NAME, state: 'ok', found: `${needed.size} of package.json are there` }]
  const isBroken = lackingToRun.size > 0 || lacking.size === needed.size
  return [
    {
      name: NAME,
      state: isBroken ? 'broken' : 'warning',
      found: `${lacking.size} of ${needed.size} are not installed: ${listed([...lacking])}`,
      todo: `Run "${manager} install".`
    }
  ]
}

/** What `package.json` of the folder and of its jobs asks for, each installed where Node finds it. */
export const checkPackages: Check = ({ folder, jobs }) => {
  const folders = [...new Set([folder, ...jobs.map(job => job.folder)])].filter(
    each => existsSync(join(each, 'package.json')) && !isPlugAndPlay(each)
  )
  try {
    return Promise.resolve(look(folders, managerOf(folder)))
  } catch (error) {
    const todo = `Correct the file: ${(error as Error).message}.`
    return Promise.resolve([{ name: NAME, state: 'broken', found: 'package.json cannot be read', todo }])
  }
}
