import { nearest } from '@cozy-jobs/manifest/nearest'
import { GENERATORS } from '../generators.js'
import { ownVersion } from '../project/gather-surroundings.js'
import { askInTerminal } from './ask-in-terminal.js'
import { overview } from './overview.js'
import { runCommand } from './run-command.js'
import type { Setting } from './run-generator.js'

/** What the command is run with; questions are asked in the terminal, if it is one. */
export interface Command extends Omit<Setting, 'ask'> {
  words: readonly string[]
  interactive: boolean
  complain: (line: string) => void
  /** Of the terminal, for `--help`. Absent where there is none. */
  columns?: number | undefined
}

const unknown = (name: string): string => {
  const names = GENERATORS.map(each => each.name)
  const meant = nearest(name, names, 3)
  return `Failed to run the generator: there is none called ${JSON.stringify(name)}. ${
    meant === undefined ? `Use one of ${names.join(', ')}.` : `Did you mean ${meant}?`
  }`
}

/** Runs `generator-cozy …` and gives the exit code: 0 done, 1 failed, 2 used wrongly, 3 a bug, 130 stopped. */
export const main = async ({
  words,
  interactive,
  complain,
  columns,
  ...setting
}: Command): Promise<number> => {
  const [first = '', ...rest] = words
  if (first === '--version') {
    setting.say(ownVersion())
    return 0
  }
  if (first === '--help' || first === '-h') {
    setting.say(overview('generator-cozy ', columns))
    return 0
  }
  const isNamed = first !== '' && !first.startsWith('-')
  const name = isNamed ? first : 'app'
  if (name !== 'app' && !GENERATORS.some(each => each.name === name)) {
    complain(unknown(name))
    return 2
  }
  return runCommand({
    ...setting,
    name,
    words: isNamed ? rest : words,
    command: chosen => `generator-cozy ${chosen}`,
    complain,
    columns,
    ask: interactive ? askInTerminal : undefined
  })
}
