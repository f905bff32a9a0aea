/** Recorded scenarios whose routes are not all there yet. What passes of them is held all the same. */
export const LATER = ['auth/authorize', 'auth/clients', 'auth/settings', 'jobs/trigger-life']
