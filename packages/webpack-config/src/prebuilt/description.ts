import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One module of a prebuilt file. */
export interface PrebuiltModule {
  /** Its package, by its place in `packages`. */
  in: number
  /** Its path in the package, with a query if it has one. */
  path: string
  /** What the prebuilt file knows it by; absent where it is of no use but to the library itself. */
  id?: string | number
  /** What it exports, for a module of ES syntax; a CommonJS module answers as it is. */
  exports?: string[]
}

/** What stands beside a prebuilt file: what it was made of. */
export interface Description {
  /** Of everything that made it: another one means that it must be made anew. */
  stamp: string
  /** All packages in it; the first is the one that is imported. */
  packages: string[]
  /** Which package asks for which: the places of the two in `packages`. */
  asks: [number, number][]
  /** The modules, sorted; `digest` is of their contents in this order. */
  modules: PrebuiltModule[]
  digest: string
}

/** The prebuilt files themselves. */
export const PREBUILT = /[\\/]dist[\\/]prebuilt[\\/][\w-]+\.cjs$/

/** What a bundle asks for a prebuilt file by, in runtime/prebuilt-module.cjs: no path of the machine. */
export const PREBUILT_REQUEST = 'cozy-jobs-prebuilt'

/** Where the prebuilt files are; beside sources too it is what was compiled. */
export const prebuiltFolder = (): string => fileURLToPath(new URL('../../dist/prebuilt', import.meta.url))

/** Where the prebuilt file of a library is, and what stands beside it. */
export const prebuiltFile = (name: string, extension: 'cjs' | 'json' | 'LICENSES.txt'): string =>
  join(prebuiltFolder(), `${name}.${extension}`)

/** What a prebuilt file was made of; undefined where it was not made. */
export const readDescription = (name: string): Description | undefined => {
  try {
    return JSON.parse(readFileSync(prebuiltFile(name, 'json'), 'utf8')) as Description
  } catch {
    return undefined
  }
}
