import type { CiProvider } from '@cozy-jobs/deploy/continuous-integration'

/** What a generated konnector fetches. */
export type DataKind = 'bills' | 'documents' | 'identity' | 'operations'

/** How the owner lets it in: a form with login and password, the provider's OAuth, or not at all. */
export type LoginKind = 'form' | 'oauth' | 'none'

/** What a konnector is rendered from. None of it is a secret: it is recorded in the project. */
export interface KonnectorAnswers {
  /** The slug, which is the name of the folder too. */
  name: string
  /** The name that the home shows. */
  title: string
  /** Address of the provider: `https://shop.example.org`. */
  site: string
  /** One of the manifest's categories. */
  category: string
  data: DataKind
  login: LoginKind
  /** What the owner enters besides login and password: `customerNumber`, `birthday:text?`, `period:dropdown=month/year`. */
  fields: readonly string[]
  /** What OAuth asks the provider for; empty where it is not told. */
  scope: readonly string[]
  /** Who publishes it. */
  editor: string
  /** Where a repository of its own is made, relative to where the person stands. Absent in a workspace. */
  folder?: string
  /** Absent in a workspace. */
  ci?: readonly CiProvider[]
  /** Moves the konnector over that is there, in place of making one. Never recorded. */
  compat?: boolean
}
