/** What a document is after a step: its version, counted by the writer, or gone. */
export interface Step {
  id: string
  version: number
  deleted: boolean
}

/** What a writer says on its standard output, a line of JSON each: before it does something, and when it is done. */
export type Line =
  | { said: 'opened' }
  | { said: 'try' | 'done'; writer: number; steps: Step[] }
  | { said: 'try' | 'done'; writer: number; file: string; md5sum: string }

export const DOCTYPE = 'io.cozy.crash.things'
export const PREFIX = 'cozycrash'
export const WRITERS = 8
