/** Where an app comes to stand, which its files speak of. */
export interface ServicePlace {
  /** In a workspace, whose configuration it shares; else a repository of its own. */
  isInWorkspace: boolean
  /** From its folder to the one with `node_modules`: `../..`; `.` where it is the same. */
  toRoot: string
  packageManager: 'npm' | 'yarn'
  mainBranch: string
  license: string
  /** Address of the repository for a browser. */
  repositoryUrl?: string
  version: string
  jobsVersion: string
}
