import type { LookupFunction } from 'node:net'

export declare function install(): void
export declare function isLoopbackName(hostname: string): boolean
export declare const lookup: LookupFunction
