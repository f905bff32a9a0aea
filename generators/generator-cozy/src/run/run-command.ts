import { parseFlags } from '../questions/flags.js'
import type { GeneratorSpec } from '../questions/generator.js'
import { helpText } from '../questions/help.js'
import { chooseGenerator } from './choose-generator.js'
import { loadFollower } from './follower.js'
import { reportOf, runGenerator, type Setting } from './run-generator.js'

/** What a generator is run with, however it was started. */
export interface RunCommand extends Setting {
  /** `app` asks what to make. */
  name: string
  words: readonly string[]
  /** How it was typed, for `--help`: `yo cozy:service`. */
  command: (name: string) => string
  complain: (line: string) => void
  /** Of the terminal, for `--help`. Absent where there is none. */
  columns?: number | undefined
}

/** Runs one generator and gives the exit code: 0 done, 1 failed, 2 used wrongly, 3 a bug, 130 stopped. */
export const runCommand = async ({
  name,
  words,
  command,
  complain,
  columns,
  ...setting
}: RunCommand): Promise<number> => {
  try {
    const chosen = await chooseGenerator(name, words, setting)
    const spec = (await chosen.listed.load()) as GeneratorSpec<object>
    // A workspace may be made with its first job: whose questions these are, its own flag says.
    const follower = await loadFollower(spec, chosen.words)
    const questions = [...spec.questions, ...(follower?.questions ?? [])]
    const given = parseFlags(questions, chosen.words)
    if ('problem' in given) {
      complain(`Failed to ${spec.act}: ${given.problem}`)
      return 2
    }
    if (given.help) {
      setting.say(helpText(spec, command(chosen.listed.name), columns))
      return 0
    }
    await runGenerator(spec, given, setting)
    return 0
  } catch (error) {
    const { text, code } = reportOf(error)
    complain(text)
    return code
  }
}
