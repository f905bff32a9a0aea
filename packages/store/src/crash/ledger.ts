import type { Line, Step } from './journal.js'

/** What must be in the store by what its writers were told, and what may be because they were not told. */
export class Ledger {
  /** The last step of each document that was acknowledged, or was found to have been taken. */
  readonly steps = new Map<string, Step>()
  readonly files = new Map<string, string>()
  /** What each writer had begun when it was killed. */
  readonly begun = new Map<number, Exclude<Line, { said: 'opened' }>>()
  acknowledged = 0

  read(line: Line): void {
    if (line.said === 'opened') return
    if (line.said === 'try') {
      this.begun.set(line.writer, line)
      return
    }
    this.begun.delete(line.writer)
    this.acknowledged++
    this.#settle(line)
  }

  /** Compares with what is there; of what was begun it takes up what turns out to be done. Answers with what is wrong. */
  compare(documents: ReadonlyMap<string, number>, files: ReadonlyMap<string, string>): string[] {
    for (const line of this.begun.values()) {
      if (
        'steps' in line
          ? line.steps.some(step => isTaken(step, documents))
          : files.get(line.file) === line.md5sum
      ) {
        this.#settle(line)
      }
    }
    this.begun.clear()
    const wrong: string[] = []
    for (const step of this.steps.values()) {
      if (!isTaken(step, documents))
        wrong.push(`${JSON.stringify(step)} but ${documents.get(step.id) ?? 'gone'}`)
    }
    for (const id of documents.keys()) if (!this.steps.has(id)) wrong.push(`${id} was never written`)
    for (const [id, md5sum] of this.files)
      if (files.get(id) !== md5sum) wrong.push(`the file ${id} is another`)
    return wrong
  }

  #settle(line: Exclude<Line, { said: 'opened' }>): void {
    if ('steps' in line) for (const step of line.steps) this.steps.set(step.id, step)
    else this.files.set(line.file, line.md5sum)
  }
}

const isTaken = ({ id, version, deleted }: Step, documents: ReadonlyMap<string, number>): boolean =>
  documents.get(id) === (deleted ? undefined : version)
