import type { CozyDocument, Selector } from '../cozy/api.js'
import type { DocumentsContext } from './context.js'

/** Every document of a doctype. */
export const fetchAll = <T extends object = Record<string, unknown>>(
  { stack }: Pick<DocumentsContext, 'stack'>,
  doctype: string
): Promise<CozyDocument<T>[]> => stack.documents.all<T>(doctype)

/**
 * Every document that a selector matches; all of the doctype without one.
 *
 * @param index fields of the index; those of the selector where absent
 */
export const queryAll = <T extends object = Record<string, unknown>>(
  { stack }: Pick<DocumentsContext, 'stack'>,
  doctype: string,
  selector?: Selector | null,
  index?: readonly string[] | { fields: readonly string[] }
): Promise<CozyDocument<T>[]> => {
  if (!selector) return stack.documents.all<T>(doctype)
  const fields = index && 'fields' in index ? index.fields : index
  return stack.documents.find<T>(doctype, { selector, index: fields ?? Object.keys(selector) })
}
