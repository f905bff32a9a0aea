import type { Store, StoreOptions } from './api.js'

export function openStore(options: StoreOptions): Promise<Store> {
  return Promise.reject(new Error(`Failed to open the store: ${options.kind} is not built yet.`))
}
