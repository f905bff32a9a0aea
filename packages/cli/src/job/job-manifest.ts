import { readFileSync } from 'node:fs'

/** What running a job needs of its manifest; the checks are for `cozy-jobs validate`. */
export interface JobManifest {
  slug?: string
  name?: string
  version?: string
  /** Of a konnector: what its owner fills in. */
  fields?: Record<string, ManifestField | null>
  /** Of a konnector: what it finds in COZY_PARAMETERS. */
  parameters?: Record<string, unknown> | null
  services?: Record<string, { file?: string; trigger?: string; debounce?: string }>
  permissions?: Record<string, { type?: string; verbs?: string[]; values?: string[]; selector?: string }>
}

/** One thing that the owner of an account fills in. */
export interface ManifestField {
  type?: string
  isRequired?: boolean
  /** The older word for it. */
  required?: boolean
  default?: unknown
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
