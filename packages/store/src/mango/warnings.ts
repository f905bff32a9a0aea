import type { ExecutionStats } from '../api.js'
import type { IndexDefinition } from './index-definition.js'
import { designName, isHinted } from './plan.js'
import type { FindQuery } from './request.js'

/** CouchDB's default `index_scan_warning_threshold`. */
const MANY_PER_RESULT = 10

/** What CouchDB says beside the answer. The real stack makes an error of the second. */
export function warningsOf(
  query: FindQuery,
  index: IndexDefinition | undefined,
  stats: ExecutionStats
): string[] {
  const warnings: string[] = []
  if (query.useIndex.length > 0 && !isHinted(index, query)) warnings.push(unusedHint(query.useIndex))
  if (!index) warnings.push('No matching index found, create an index to optimize query time.')
  if (stats.total_docs_examined / Math.max(1, stats.results_returned) > MANY_PER_RESULT) {
    warnings.push(
      'The number of documents examined is high in proportion to the number of results returned. ' +
        'Consider adding a more specific index to improve this.'
    )
  }
  return warnings
}

const unusedHint = (useIndex: string[]): string =>
  useIndex.length > 1
    ? `_design/${designName(useIndex)} was not used because it is not a valid index for this query.`
    : `_design/${designName(useIndex)} was not used because it does not contain a valid index for this query.`
