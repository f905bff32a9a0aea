import { CliError, EXIT } from '../errors.js'
import { shown, type Tree } from './tree.js'

/** What is wrong with a configuration, all of it; and what is only worth a remark. */
export class Problems {
  readonly #messages: string[] = []
  readonly remarks: string[] = []

  /** A value that is none: `name` is its path, `todo` a whole sentence. */
  wrong(name: string, tree: Tree, expected: string, todo: string): undefined {
    this.#messages.push(
      `Failed to read ${name} (${tree.place}): expected ${expected}, got ${shown(tree)}. ${todo}`
    )
  }

  /** The same where the value itself is a secret, or holds one. */
  refused(name: string, { place }: Tree, why: string, todo: string): undefined {
    this.#messages.push(`Failed to read ${name} (${place}): ${why}. ${todo}`)
  }

  remark(text: string): void {
    this.remarks.push(text)
  }

  /** Throws them all at once, where there are any; the remarks with them, for a typo may be the reason. */
  check(): void {
    if (this.#messages.length === 0) return
    throw new CliError([...this.#messages, ...this.remarks].join('\n'), EXIT.usage)
  }
}

const usage = (message: string): CliError => new CliError(message, EXIT.usage)

/** What keeps a configuration file from being read at all. */
export const FILE_ERRORS = {
  missing: (file: string) =>
    usage(
      `Failed to read the configuration ${file}: it is not there. Correct the path, or make one with "cozy-jobs stack --print-config > ${file}".`
    ),
  unreadable: (file: string, why: string) =>
    usage(`Failed to read the configuration ${file}: ${why}. Give a file that this user may read.`),
  template: (place: string, why: string) =>
    usage(`Failed to read the configuration ${place}: ${why}. Write {{.Env.NAME}} for a variable.`),
  syntax: (places: readonly { place: string; why: string }[]) =>
    usage(
      places
        .map(({ place, why }) => `Failed to read the configuration ${place}: ${why}. Correct the YAML there.`)
        .join('\n')
    ),
  noMap: (place: string) =>
    usage(
      `Failed to read the configuration ${place}: it holds no names with values. Write it as "cozy-jobs stack --print-config" does.`
    )
} as const
