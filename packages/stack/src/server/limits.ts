import type { ServerOptions } from 'node:http'

const SECOND = 1000

/**
 * What one connection may take, so that many slow ones can't hold a server: 15 s for its headers as on the real stack,
 * 16 KiB of them (then 431), an hour for a whole request, which is 2 GB at 5 Mbit/s. Milliseconds and bytes.
 */
export const SERVER_LIMITS = {
  headersTimeout: 15 * SECOND,
  requestTimeout: 3600 * SECOND,
  connectionsCheckingInterval: 5 * SECOND,
  keepAliveTimeout: 72 * SECOND,
  maxHeaderSize: 16 * 1024
} satisfies ServerOptions
