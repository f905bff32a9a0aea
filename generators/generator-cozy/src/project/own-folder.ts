import { resolve } from 'node:path'
import { contentOf } from './gather-surroundings.js'
import { existsSync, statSync } from 'node:fs'
import type { Surroundings } from './surroundings.js'

/** Where a repository of its own goes: right here if nothing is here, else a folder of that name. */
export const defaultFolder = (
  { entries }: Pick<Surroundings, 'entries'>,
  name: string | undefined
): string | undefined => (entries.length === 0 ? '.' : name)

/** Why a folder will not do for a new project and what to do; undefined where it will. */
export const folderProblem = (given: string, { folder: here }: Surroundings): string | undefined => {
  if (given === '') return 'no folder is given. Write . for this one.'
  const folder = resolve(here, given)
  if (!existsSync(folder)) return undefined
  if (!statSync(folder).isDirectory()) return `${given} is a file. Choose another --folder.`
  const content = contentOf(folder)
  if (content.length === 0) return undefined
  const some = content.slice(0, 3).join(', ')
  return `the folder ${given} is not empty (${some}${content.length > 3 ? ' …' : ''}). Choose another --folder, or empty it.`
}
