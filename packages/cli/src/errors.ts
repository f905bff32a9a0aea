/** What a shell sees: done, the job (or what was asked) failed, the command was used wrongly, our own bug. */
export const EXIT = { done: 0, failed: 1, usage: 2, bug: 3 } as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** A message for a person, *Failed to <act>: <why>. <what to do>*, and the exit code that goes with it. */
export class CliError extends Error {
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode = EXIT.failed, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CliError'
    this.exitCode = exitCode
  }
}

const usage = (message: string): CliError => new CliError(message, EXIT.usage)
const failed = (message: string, cause?: unknown): CliError => new CliError(message, EXIT.failed, { cause })
const meant = (near?: string): string => (near ? ` Did you mean "${near}"?` : '')

/** All that the command refuses or reports by itself, in one place. */
export const ERRORS = {
  unknownCommand: (name: string, near?: string) =>
    usage(
      `Failed to run "${name}": there is no such command.${meant(near)} "cozy-jobs help" lists what there is.`
    ),
  incompleteCommand: (name: string, rest: string[]) =>
    usage(`Failed to run "${name}": it needs one more word. Say one of: ${rest.join(', ')}.`),
  unknownOption: (command: string, option: string, near?: string) =>
    usage(
      `Failed to run "${command}": it has no option ${option}.${meant(near)} "${command} --help" lists what it takes.`
    ),
  optionNeedsValue: (command: string, option: string, value: string) =>
    usage(`Failed to run "${command}": ${option} needs a value. Write ${option} ${value}.`),
  optionTakesNoValue: (command: string, option: string) =>
    usage(`Failed to run "${command}": ${option} takes no value. Write ${option} alone.`),
  notAPort: (command: string, option: string, value: string) =>
    usage(
      `Failed to run "${command}": expected ${option} to be a port from 0 to 65535, got "${value}". Give a number, 0 for any free one.`
    ),
  missingArgument: (command: string, name: string, use: string) =>
    usage(`Failed to run "${command}": ${name} is missing. Write: ${use}`),
  oneOf: (command: string, name: string, choices: readonly string[], value: string, near?: string) =>
    usage(
      `Failed to run "${command}": expected ${name} to be one of ${choices.join(', ')}, got "${value}".${meant(near)}`.trim()
    ),
  tooManyArguments: (command: string, extra: string, use: string) =>
    usage(`Failed to run "${command}": it takes no further argument "${extra}". Write: ${use}`),
  optionsExclude: (command: string, one: string, other: string) =>
    usage(`Failed to run "${command}": ${one} and ${other} exclude each other. Give one of them.`),
  unknownFidelity: (asked: string) =>
    usage(
      `Failed to start the stack: --fidelity knows no "${asked}". Give crash, which loses the running job as production does.`
    ),
  noFolder: (act: string, folder: string) =>
    usage(`Failed to ${act}: there is no folder ${folder}. Give the folder that holds its manifest.`),
  notAFolder: (act: string, file: string) =>
    usage(`Failed to ${act}: ${file} is a file. Give the folder that holds its manifest.`),
  noManifest: (act: string, folder: string) =>
    usage(
      `Failed to ${act}: ${folder} has no manifest.webapp and no manifest.konnector. Give the folder of a job.`
    ),
  invalidManifest: (act: string) =>
    failed(`Failed to ${act}: the manifest has errors. Mend them, as they are listed above.`),
  noSuchFile: (act: string, why: string, todo: string) => usage(`Failed to ${act}: ${why}. ${todo}`),
  notReadable: (act: string, why: string, todo: string) => usage(`Failed to ${act}: ${why}. ${todo}`),
  noVariable: (act: string, name: string) =>
    usage(
      `Failed to ${act}: ${name} is not set. Set it, or use "cozy-jobs dev", which asks the stack for a token.`
    ),
  noService: (act: string, name: string | undefined, names: readonly string[], near?: string) =>
    usage(
      names.length === 0
        ? `Failed to ${act}: the manifest has no services. Declare one under "services".`
        : `Failed to ${act} ${name}: the manifest has no such service.${meant(near)} It has: ${names.join(', ')}.`
    ),
  noTool: (act: string, name: string) =>
    usage(`Failed to ${act}: ${name} is not installed. Run "npm install --save-dev ${name}".`),
  unreachable: (url: string, why: string, cause: unknown) =>
    failed(`Failed to reach ${url}: ${why}. Start a stack with "cozy-jobs stack".`, cause),
  unresolved: (url: string, host: string, cause: unknown) =>
    failed(
      `Failed to reach ${url}: the name ${host} is not known. Look for a typo in --domain, or add it to /etc/hosts.`,
      cause
    ),
  notLoggedIn: (url: string) =>
    failed(`Failed to get a token: there is no login for ${url}. Type "cozy-jobs login ${url}".`),
  refused: (act: string, why: string, todo: string) =>
    failed(`Failed to ${act}: ${why.replace(/\.$/, '')}. ${todo}`.trimEnd())
} as const
