import type { CiProvider } from '@cozy-jobs/deploy/continuous-integration'

/** The verbs of a permission. */
export const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'ALL'] as const

export type Verb = (typeof VERBS)[number]

/** What a service is rendered from. None of it is a secret: it is recorded in the project. */
export interface ServiceAnswers {
  /** The app that it is added to, by the name of its folder; empty for an app of its own. */
  app: string
  /** Slug of the app of its own, and the name of the service. */
  name: string
  /** As the manifest has it; empty for a service that other programs start. */
  trigger: string
  doctypes: readonly string[]
  verbs: readonly Verb[]
  /** Empty for none. */
  debounce: string
  /** Who publishes the app. Absent where there is an app already. */
  editor?: string
  /** Where a repository of its own is made, relative to where the person stands. Absent in a workspace. */
  folder?: string
  /** Absent in a workspace. */
  ci?: readonly CiProvider[]
}
