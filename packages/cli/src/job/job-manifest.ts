import { readFileSync } from 'node:fs'

/** What running a job needs of its manifest; the checks are for `cozy-jobs validate`. */
export interface JobManifest {
  slug?: string
  services?: Record<string, { file?: string; trigger?: string; debounce?: string }>
  permissions?: Record<string, { type?: string; verbs?: string[]; values?: string[]; selector?: string }>
}

/** The object of a manifest as it was written; empty where it is none. */
export function readJobManifest(file: string): JobManifest {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
