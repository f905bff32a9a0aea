import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Generator from 'yeoman-generator'
import { askInTerminal } from '../run/ask-in-terminal.js'
import { loadSpec } from '../run/follower.js'
import { overview } from '../run/overview.js'
import { helpText } from '../questions/help.js'
import { runCommand } from '../run/run-command.js'
import { wordsFor } from './words.js'

/** The process that yo runs in. */
export interface YoProcess {
  argv: readonly string[]
  env: Readonly<Record<string, string | undefined>>
  exitCode?: number | string | null | undefined
  stdin: { isTTY?: boolean }
  stdout: { isTTY?: boolean; columns?: number }
  on: NodeJS.Process['on']
  off: NodeJS.Process['off']
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const complain = (line: string): void => void process.stderr.write(`${line}\n`)

/**
 * `yo cozy:NAME`: Yeoman finds it and starts it; what is asked and written, and how, is ours. Neither its
 * destination root nor `.yo-rc.json` has a say in where that is: it is the folder in which yo was started, or the
 * workspace around it.
 */
export const createGenerator = async (name: string, host: YoProcess) => {
  const command = (chosen: string): string => `yo cozy:${chosen}`
  const { columns } = host.stdout
  const spec = await loadSpec(name)
  const usage = spec ? helpText(spec, command(name), columns) : overview('yo cozy:', columns)
  return class CozyGenerator extends Generator {
    constructor(...[args, options, features]: ConstructorParameters<typeof Generator>) {
      // Nothing is installed without being asked for.
      super(args, { ...options, skipInstall: true } as never, {
        ...features,
        customInstallTask: true
      })
    }

    /** yo asks for it before anything is run. */
    override help(): string {
      return usage
    }

    /** Nothing is kept between runs: where yo has given up the rights of root, the home can't even be read. */
    override _getGlobalStorage() {
      return this.createStorage(join(tmpdir(), '.yo-rc-global.json'))
    }

    async make(): Promise<void> {
      const isTerminal = host.stdin.isTTY === true && host.stdout.isTTY === true
      const code = await runCommand({
        name,
        words: wordsFor(name, host.argv.slice(2)) ?? [],
        folder: this.env.cwd,
        command,
        // Yeoman's own prompt would add an error of its own to our word on Ctrl-C, and end with another code.
        ask: isTerminal ? askInTerminal : undefined,
        say,
        complain,
        columns,
        signals: host,
        userAgent: host.env['npm_config_user_agent']
      })
      if (code !== 0) host.exitCode = code
    }
  }
}
