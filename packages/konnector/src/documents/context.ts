import type { RunContext } from '../run/context.js'

/** What the functions on documents need of a run. */
export type DocumentsContext = Pick<RunContext, 'stack' | 'manifest' | 'account' | 'log' | 'now'>

/** Where saved data come from. What is absent is that of the run's account. */
export interface SourceOptions {
  /** Id of the account. */
  sourceAccount?: string | undefined
  /** What the provider knows the owner by: the login. */
  sourceAccountIdentifier?: string | undefined
}

/** The account that saved data come from; empty where the run has none. */
export const sourceOf = (
  { account }: Pick<DocumentsContext, 'account'>,
  { sourceAccount = account.id, sourceAccountIdentifier = account.login }: SourceOptions = {}
): { sourceAccount?: string; sourceAccountIdentifier?: string } => ({
  ...(sourceAccount && { sourceAccount }),
  ...(sourceAccountIdentifier && { sourceAccountIdentifier })
})
