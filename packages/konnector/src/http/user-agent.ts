/**
 * What the site is told where the konnector says nothing: one browser, always the same, because a session that changes
 * its browser from run to run looks stolen.
 */
export const DEFAULT_USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
