import type { KonnectorManifest } from '@cozy-jobs/manifest'

/** What the runtime reads of a `manifest.konnector`; all of it may be absent while a konnector is being written. */
export type KonnectorInfo = Partial<KonnectorManifest> & {
  /** By bank, the expressions that find the konnector's operations: see `linkBankOperations`. */
  banksTransactionRegExp?: string
}
