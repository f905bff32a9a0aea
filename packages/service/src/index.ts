/**
 * What a service imports: the client of its owner's Cozy, the event, the logger, clean exit codes.
 *
 * @module
 */
export { createClient, type ClientOptions, type CozyClient, type Schema } from './cozy-client.js'
export { readAll } from './read-all.js'
export { runService, type ServiceContext, type ServiceMain } from './run-service.js'
