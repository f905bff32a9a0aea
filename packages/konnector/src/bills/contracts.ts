import type { Logger } from '@cozy-jobs/logging'
import type { BillEntry, SaveBillsOptions } from './entry.js'

const withContractKey = (keys: readonly string[] | undefined): string[] => [
  ...new Set([...(keys ?? []), 'contractId'])
]

/**
 * Puts bills into the folders of their contracts: of the one in the options, or each bill of its own. Contracts make
 * bills that are otherwise the same two. Changes entries and options.
 *
 * @returns the entries
 */
export const manageContractsData = <T extends BillEntry>(
  entries: T[],
  options: SaveBillsOptions,
  log?: Pick<Logger, 'warn'>
): T[] => {
  if (options.contractLabel && options.contractId === undefined) {
    log?.warn('contractLabel used without contractId, ignoring it.')
    return entries
  }
  if (options.contractId) {
    options.contractLabel ||= options.contractId
    options.subPath = options.contractLabel
    options.keys = withContractKey(options.keys)
    for (const entry of entries) {
      Object.assign(entry, { contractLabel: options.contractLabel, contractId: options.contractId })
    }
  } else if (entries.some(entry => entry.contractId)) {
    options.keys = withContractKey(options.keys)
    for (const entry of entries) {
      if (!entry.contractId) continue
      entry.contractLabel ||= entry.contractId
      entry.subPath = entry.contractLabel
    }
  }
  return entries
}
