/** Every way in which a build can be refused, with the text that a person reads. */
export const BUILD_ERRORS = {
  folderMissing: (folder: string) =>
    `Failed to build ${folder}: there is no such folder. Name the folder that holds manifest.webapp or manifest.konnector.`,
  manifestUnreadable: (file: string, why: string) =>
    `Failed to read ${file}: ${why}. Correct it; cozy-jobs validate shows every problem at once.`,
  settingsUnreadable: (file: string, why: string) =>
    `Failed to read "cozyJobs" in ${file}: ${why}. Correct it, or take it out.`,
  fileMissing: (service: string) =>
    `Failed to build the service ${service}: its manifest entry has no "file". Write the path that the built file shall have, for example "${service}.js".`,
  fileIsSource: (service: string, file: string, built: string) =>
    `Failed to build the service ${service}: "file": "${file}" names a source, and the stack runs the built file. Write "file": "${built}".`,
  fileOutside: (service: string, file: string) =>
    `Failed to build the service ${service}: "file": "${file}" leaves the build folder. Write a path inside it, for example "${service}.js".`,
  sourceMissing: (what: string, tried: readonly string[]) =>
    `Failed to build ${what}: its source is missing. Write it at one of these places, or name another one in package.json under cozyJobs.sources:\n${tried
      .map(path => `  ${path}`)
      .join('\n')}`,
  sourceShared: (file: string, sources: readonly string[]) =>
    `Failed to build ${file}: the services that share this "file" have different sources, ${sources.join(' and ')}. Give each its own "file".`,
  compileFailed: (what: string, problems: readonly string[]) => {
    const [first = ''] = problems
    if (problems.length > 1)
      return `Failed to build ${what}: ${problems.length} problems.\n${problems.map(text => `- ${text}`).join('\n')}`
    return first.startsWith('Failed to ') ? first : `Failed to build ${what}: ${first}`
  },
  brokenDown: (what: string, why: string) =>
    `Failed to build ${what}: the bundler stopped (${why}). Run the command again; if it stays, report it.`
} as const

export type BuildErrorCode = keyof typeof BUILD_ERRORS

/** A build that a person can mend; `message` says what failed, why, and what to do. */
export class BuildError extends Error {
  override readonly name = 'BuildError'
  readonly code: BuildErrorCode

  constructor(code: BuildErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * The error of a code, its message filled in.
 *
 * @example
 * throw buildError('folderMissing', 'apps/hello')
 */
export const buildError = <Code extends BuildErrorCode>(
  code: Code,
  ...details: Parameters<(typeof BUILD_ERRORS)[Code]>
): BuildError => new BuildError(code, (BUILD_ERRORS[code] as (...values: unknown[]) => string)(...details))
