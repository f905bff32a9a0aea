import type { CiProvider } from '@cozy-jobs/deploy/continuous-integration'

/** What a workspace is rendered from. */
export interface WorkspaceAnswers {
  /** Name of the package at its top. */
  workspace: string
  /** Where it is made, relative to where the person stands. */
  folder: string
  ci: readonly CiProvider[]
  /** Its first job: `none`, or the name of the generator that makes it. */
  with: string
}
