import * as loopback from '../loopback-lookup.cjs'

/**
 * Makes `localhost` and every name below it loopback in this process: for `node:dns`, and so for net, http and fetch.
 * Browsers do so by themselves, most systems do not (`ENOTFOUND cozy.localhost`). Called twice, it does nothing more.
 */
export function installLoopbackNames(): void {
  loopback.install()
}

/** The same as a `lookup` option of net, http or undici, without touching the process. */
export const lookup = loopback.lookup

/** Whether a name is `localhost` or lies below it: `cozy.localhost`. */
export function isLoopbackName(hostname: string): boolean {
  return loopback.isLoopbackName(hostname)
}
