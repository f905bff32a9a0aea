/** One job of a workspace. */
export interface WorkspaceJob {
  /** Relative to the workspace, with `/`: `apps/tidy-photos`. */
  folder: string
  /** Name of the folder, which is the name of the Nx project. */
  name: string
  kind: 'webapp' | 'konnector'
}

/** An npm workspace with Nx and our plugin. */
export interface Workspace {
  /** Absolute. */
  root: string
  /** Where its jobs are: `apps`. */
  jobsFolder: string
  jobs: readonly WorkspaceJob[]
  packageJson: Record<string, unknown>
}

/** What git says of the folder; members that git does not know are absent. */
export interface GitState {
  /** Absolute, of the repository that the folder is in. */
  root?: string
  userName?: string
  userEmail?: string
  /** The remote's address for a browser, without credentials: `https://github.com/cozy/thing`. */
  repositoryUrl?: string
  /** The branch of HEAD; absent where it is detached. */
  branch?: string
}

/** Where a generator was started: defaults of its questions come from here. Gathered once, never changed. */
export interface Surroundings {
  /** Absolute: where the person stands. */
  folder: string
  /** Names in that folder that count as content: all but `.git` and the like. Empty: a project may be made right here. */
  entries: readonly string[]
  /** The workspace that the folder is in, at any depth. */
  workspace?: Workspace
  git: GitState
  /** The nearest `package.json` upwards, and where it is. */
  package?: { folder: string; json: Record<string, unknown> }
  packageManager: 'npm' | 'yarn'
  /** Of this generator: what is recorded in a generated project. */
  version: string
  /** Of the packages `@cozy-jobs/…` that a generated project asks for. */
  jobsVersion: string
  now: Date
}
