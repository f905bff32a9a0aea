import type { JobFolder } from '../../job/job-folder.js'
import type { JobManifest } from '../../job/job-manifest.js'

/** What is run with no stack. */
export interface Standalone {
  job: JobFolder
  /** The path of a `fixture.json`. */
  fixture: string | undefined
  /** Where files go that the job saves. */
  out: string
  all: boolean
  json: boolean
  /** Builds it where it isn't built, and reads the manifest of the build. */
  build: () => Promise<JobManifest>
}
