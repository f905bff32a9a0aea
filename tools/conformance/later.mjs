/**
 * Recorded scenarios of which not everything is there yet; what passes of them is held all the same. In
 * `jobs/trigger-life` it is one step: CouchDB gives two new documents of the same content the same revision, PouchDB
 * counts the id in.
 */
export const LATER = ['auth/authorize', 'auth/clients', 'auth/settings', 'jobs/trigger-life']
