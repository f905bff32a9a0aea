import {
  CI_PATHS,
  projectOf,
  type CiProject,
  type CiProvider
} from '@cozy-jobs/deploy/continuous-integration'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Surroundings } from '../project/surroundings.js'

/** Providers look at the top of a repository alone, wherever below it the person stands. */
export const topOf = ({ git, workspace, package: nearest, folder }: Surroundings): string =>
  git.root ?? workspace?.root ?? nearest?.folder ?? folder

const PROVIDERS = Object.keys(CI_PATHS) as CiProvider[]

/**
 * What the files that are there were made from, by their first lines. Where the two differ, the answers of the first
 * hold; the providers are those of both.
 *
 * @returns undefined where there is none, or none that we made
 */
export const madeBefore = (surroundings: Surroundings): CiProject | undefined => {
  const projects = PROVIDERS.flatMap(provider => {
    const file = join(topOf(surroundings), CI_PATHS[provider])
    return (existsSync(file) && projectOf(readFileSync(file, 'utf8'))) || []
  })
  const [first] = projects
  const named = projects.flatMap(({ providers }) => providers)
  return first && { ...first, providers: PROVIDERS.filter(provider => named.includes(provider)) }
}
