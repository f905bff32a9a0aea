import type { InstallKind } from '../api.js'

/** What the manifest of each kind is called. */
export const MANIFEST_FILES = { apps: 'manifest.webapp', konnectors: 'manifest.konnector' } as const

/** What is asked of a source: which kind of application, and where it comes from. */
export interface SourceRequest {
  kind: InstallKind
  /** Unique among all installations of the stack. */
  key: string
  /** As it was given, and has been found readable. */
  url: URL
  /** Addresses of the registries of the instance, in the order in which they are asked. */
  registries: readonly string[]
  /** Aborted when the stack ends. */
  signal: AbortSignal
  /** Says what a person should know of. */
  warn: (text: string) => void
}

/** An application as its source has it now. `close` removes what was fetched. */
export interface Fetched {
  /** The text of its manifest. */
  manifest: string
  /** Where the manifest is, for messages: without what is secret in an address. */
  place: string
  /** What the code is called, given the version in its manifest. */
  version(ofManifest: string): string
  /** sha256 of the archive where a registry gives one, else ''. */
  checksum: string
  /** The version alone says whether anything has changed: an update to the same one is none. */
  isReleased: boolean
  /** Writes the code below an empty folder. */
  copyTo(folder: string): Promise<void>
  close(): Promise<void>
}

/** One kind of place that applications come from. Throws what the routes answer: `JsonApiError`. */
export interface Source {
  fetch(request: SourceRequest): Promise<Fetched>
}

/** The Go code of the real stack takes 2 MB of a manifest, and no more. */
export const LARGEST_MANIFEST = 2 * 1024 * 1024

/** What an application may hold at most, wherever it comes from. */
export interface CodeLimits {
  /** Bytes on the way, packed. */
  download: number
  /** Bytes on the disk. */
  unpacked: number
  files: number
}

export const CODE_LIMITS: CodeLimits = {
  download: 256 * 1024 * 1024,
  unpacked: 1024 * 1024 * 1024,
  files: 50_000
}
