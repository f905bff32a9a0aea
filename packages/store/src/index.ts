export type * from './api.js'
export { STORE_ERRORS, StoreError, type StoreErrorCode } from './errors.js'
export { openStore } from './open-store.js'
