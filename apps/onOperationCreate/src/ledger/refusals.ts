/** The HTTP status of what `cozy-client` throws, where there is one. */
const statusOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined

/** Somebody else has changed the document meanwhile. */
export const isConflict = (error: unknown): boolean => statusOf(error) === 409

/** The token may not do this: the program runs outside the installed app, or the owner took a permission back. */
export const isForbidden = (error: unknown): boolean => statusOf(error) === 403

/** The stack took the bulk write, but not this document, and for another reason than a conflict. */
export const notSaved = (doctype: string, id: string, why: string | undefined): Error =>
  new Error(`Failed to save ${doctype}/${id}: ${why ?? 'no reason given'}. Look at the log of the stack.`)
