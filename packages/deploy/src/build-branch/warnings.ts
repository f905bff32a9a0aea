import { visible } from '@cozy-jobs/logging'
import type { Repository } from '../git/repository.js'
import type { FolderContent, FolderEntry } from './read-folder.js'

/** Bytes: GitHub warns of more, and refuses twice as much. */
const LARGE = 50 * 1024 * 1024

const shown = (path: string): string => visible(Buffer.from(path, 'latin1').toString('utf8'))

const leadsOut = ({ path, target }: FolderEntry): boolean => {
  if (target === undefined) return false
  let depth = path.split('/').length - 1
  return (
    target.startsWith('/') ||
    target.split('/').some(part => {
      if (part === '..') depth -= 1
      else if (part !== '' && part !== '.') depth += 1
      return depth < 0
    })
  )
}

/** What a person should know of a build before it is pushed. */
export const warningsOf = (
  { source: { uncommitted, short } }: Repository,
  { entries, left }: FolderContent
): string[] => [
  ...(uncommitted > 0
    ? [
        `${uncommitted === 1 ? '1 file differs' : `${uncommitted} files differ`} from commit ${short}: the build may hold what no commit has.`
      ]
    : []),
  ...entries
    .filter(({ size }) => size > LARGE)
    .map(({ path, size }) => `${shown(path)} has ${Math.round(size / 1024 / 1024)} MiB: GitHub refuses 100.`),
  ...entries
    .filter(leadsOut)
    .map(({ path }) => `${shown(path)} is a link that leads out of the build: stacks refuse it.`),
  ...left.map(path => `${shown(path)} is left out: git can not hold it.`)
]
