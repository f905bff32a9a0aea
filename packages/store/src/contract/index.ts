import { describe } from '@jest/globals'
import { bulkContract } from './bulk.js'
import { changesContract } from './changes.js'
import { documentsContract } from './documents.js'
import { filesContract } from './files.js'
import { findContract } from './find.js'
import { findRefusalsContract } from './find-refusals.js'
import { idsContract } from './ids.js'
import { infoContract } from './info.js'
import { indexesContract } from './indexes.js'
import { instancesContract } from './instances.js'
import { listContract } from './list.js'
import { listenersContract } from './listeners.js'
import { openEach, type OpenStore, type Unanswered } from './open-each.js'
import { pagesContract } from './pages.js'
import { revisionHashesContract } from './revision-hashes.js'
import { revisionsContract } from './revisions.js'

export type { OpenStore, Unanswered } from './open-each.js'

/**
 * What every store does, whatever is beneath it. Call it in a test file. What a store cannot do by its nature is named,
 * with the reason; its case is listed, and not counted as passed.
 *
 * @example
 * runStoreContract('in memory', () => openStore({ kind: 'memory' }))
 */
export function runStoreContract(name: string, open: OpenStore, unanswered: Unanswered = {}): void {
  const within = openEach(open)
  describe(`store ${name}`, () => {
    documentsContract(within, unanswered)
    idsContract(within, unanswered)
    bulkContract(within)
    listContract(within)
    listenersContract(within)
    changesContract(within)
    revisionsContract(within)
    revisionHashesContract(within)
    infoContract(within)
    indexesContract(within)
    findContract(within)
    findRefusalsContract(within, unanswered)
    pagesContract(within)
    filesContract(within)
    instancesContract(within, unanswered)
  })
}
