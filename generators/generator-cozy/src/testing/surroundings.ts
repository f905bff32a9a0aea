import type { Surroundings } from '../project/surroundings.js'

/** Surroundings of nothing: an empty folder without git. */
export const emptySurroundings = (folder: string, more: Partial<Surroundings> = {}): Surroundings => ({
  folder,
  entries: [],
  git: {},
  packageManager: 'npm',
  version: '0.1.0',
  jobsVersion: '0.1.0',
  now: new Date('2027-01-15T12:00:00Z'),
  ...more
})
