export { startCouchServer, type CouchServerOptions, type RunningCouchServer } from './couch-server.js'
