import type { LookupFunction } from 'node:net'

declare const loopback: {
  install(): void
  isLoopbackName(hostname: string): boolean
  lookup: LookupFunction
}
export = loopback
