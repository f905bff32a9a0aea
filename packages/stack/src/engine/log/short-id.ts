/**
 * As much of an id as a person is shown: its end. Ids follow each other, as CouchDB's do: those of one start of a stack
 * all begin alike.
 */
export const shortId = (id: string): string => id.slice(-8)

/** Whether what a person has written stands for an id: its end, as it is shown, or its beginning. */
export const standsFor = (given: string, id: string): boolean => id.endsWith(given) || id.startsWith(given)
