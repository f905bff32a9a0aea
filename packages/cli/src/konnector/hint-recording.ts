import type { Exchange } from '@cozy-jobs/fixtures'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Terminal } from '../terminal/terminal.js'

/** A run that failed. */
interface FailedRun {
  folder: string
  /** As the stack would store it. */
  error: string
  /** The last ones with the provider. */
  exchanges: readonly Exchange[]
}

/** Those that `--replay` takes by itself, the first that is there. */
const USUAL = ['provider.har', 'sample.har']

/** The words that replay a recording of the folder; undefined where it has none. */
const replayOf = (folder: string): string | undefined => {
  let names: string[]
  try {
    names = readdirSync(join(folder, 'fixtures')).filter(name => name.endsWith('.har'))
  } catch {
    return undefined
  }
  if (USUAL.some(name => names.includes(name))) return '--replay'
  return names[0] === undefined ? undefined : `--replay --recording ${join('fixtures', names[0])}`
}

/** After a failure that the provider is to blame for, not answering: a recording answers without it. */
export const hintRecording = ({ folder, error, exchanges }: FailedRun, terminal: Terminal): void => {
  const last = exchanges.at(-1)
  const isSilent = last !== undefined && last.response === undefined
  const replay = isSilent || /^VENDOR_DOWN\b/.test(error) ? replayOf(folder) : undefined
  if (replay !== undefined) terminal.err(`Try it on its recording: ${replay}`)
}
