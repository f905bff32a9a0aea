import type { CiProject, CiProvider } from '@cozy-jobs/deploy/continuous-integration'

/** What the files of continuous integration are rendered from: none of it is a secret. */
export interface CiAnswers {
  provider: CiProvider | 'both'
  layout: CiProject['layout']
  packageManager: CiProject['packageManager']
  branch: string
  /** Absent in a workspace. */
  buildBranch?: string
  node: readonly string[]
  publish: boolean
}
