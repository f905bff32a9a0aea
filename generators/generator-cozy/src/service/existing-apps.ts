import { existsSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { upwards } from '../project/workspace.js'
import type { Surroundings } from '../project/surroundings.js'

/** An app to which a service can be added. */
export interface ExistingApp {
  /** Of its folder. */
  name: string
  /** Absolute. */
  folder: string
}

const nearestApp = (folder: string): string | undefined =>
  upwards(folder).find(each => existsSync(join(each, 'manifest.webapp')))

/** The apps that are there: those of the workspace, or the one that the folder is in. */
export const existingApps = ({ workspace, folder }: Surroundings): ExistingApp[] => {
  if (workspace) {
    return workspace.jobs
      .filter(({ kind }) => kind === 'webapp')
      .map(job => ({ name: job.name, folder: join(workspace.root, job.folder) }))
  }
  const app = nearestApp(folder)
  return app === undefined ? [] : [{ name: basename(app), folder: app }]
}

const isInside = (folder: string, above: string): boolean =>
  folder === above || (!relative(above, folder).startsWith(`..${sep}`) && relative(above, folder) !== '..')

/** The app that the person stands in. */
export const appAround = (surroundings: Surroundings): ExistingApp | undefined =>
  existingApps(surroundings).find(({ folder }) => isInside(surroundings.folder, folder))
