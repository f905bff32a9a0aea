import { notingDocuments } from '../engine/history/noting-documents.js'
import type { Instance } from '../instances/api.js'
import { withKeysOf } from '../instances/stored-instance.js'
import type { Stack } from '../stack.js'

/** The instance as one run has it: the same, but what is written through it is noted as the run's. */
export const watchedInstance = (
  { history }: Pick<Stack, 'history'>,
  instance: Instance,
  run: string
): Instance => {
  const documents = notingDocuments(instance.documents, write => history.wrote(run, write))
  return withKeysOf(instance, { ...instance, documents })
}
