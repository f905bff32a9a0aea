import { mkdirSync, renameSync, rmdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Changes to a folder that can be taken back. All of it is synchronous: a signal is heard before or after, never between.
 */
export interface Journal {
  /** Makes a folder and those above that are missing. */
  makeFolder: (path: string) => void
  rename: (from: string, to: string) => void
  /** Takes all back, the last first; goes on where a step fails. */
  undo: () => void
}

/** The folders from the deepest to the first that was made. */
const madeFolders = (deepest: string, first: string): string[] =>
  deepest === first ? [first] : [deepest, ...madeFolders(dirname(deepest), first)]

export const createJournal = (): Journal => {
  const steps: (() => void)[] = []
  return {
    makeFolder: path => {
      const first = mkdirSync(path, { recursive: true })
      if (first === undefined) return
      for (const made of madeFolders(path, first).reverse()) steps.push(() => rmdirSync(made))
    },
    rename: (from, to) => {
      renameSync(from, to)
      steps.push(() => renameSync(to, from))
    },
    undo: () => {
      for (const step of steps.splice(0).reverse()) {
        try {
          step()
        } catch {
          // What can't be taken back must not keep the rest from being taken back.
        }
      }
    }
  }
}
