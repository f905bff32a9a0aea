import type { Context } from '../../context.js'
import type { Configuration } from '../../configuration/configuration.js'
import type { JobFolder } from '../../job/job-folder.js'

/** `broken`: what it is needed for will fail. `warning`: it may, or only a part of it. */
export type State = 'ok' | 'warning' | 'broken'

/** What one look has found. */
export interface Finding {
  /** What was looked at, in a word or two. */
  name: string
  state: State
  /** In a few words, without an end. */
  found: string
  /** What to do about it, one sentence or more; never with `ok`. */
  todo?: string
}

/** What is looked at. */
export interface Subject {
  /** Absolute: the folder of the job, or of the workspace. */
  folder: string
  /** Those of the folder: itself, or those of its workspace. */
  jobs: readonly JobFolder[]
  /** Why a job of the folder can not be looked at, each as one message. */
  unreadable: readonly string[]
  /** Undefined where it cannot be read. */
  configuration: Configuration | undefined
  /** Why the configuration cannot be read. */
  refusal: string | undefined
  /** The instance. */
  url: URL
  context: Context
}

/** One look: quick, and changing nothing. */
export type Check = (subject: Subject) => Promise<readonly Finding[]>
