/** What can keep a job from starting: code, message. Each becomes the error of the job; a retry mends none of them. */
export const RUNNER_ERRORS = {
  /** The built file or the folder is gone. */
  source_missing: (path: string) =>
    `Failed to prepare the job: ${path} is not there. Build it, or correct the path in the manifest.`,
  /** The command given as launcher, or the interpreter on its first line. */
  launcher_missing: (command: string) =>
    `Failed to start the job: the launcher ${command} is not there, or its interpreter is not. Check the path, or leave the launcher out to use Node itself.`,
  launcher_not_executable: (command: string) =>
    `Failed to start the job: the launcher ${command} is not executable. Run \`chmod +x ${command}\`, or leave the launcher out to use Node itself.`,
  launcher_is_folder: (command: string) =>
    `Failed to start the job: the launcher ${command} is a folder. Give the script in it, or leave the launcher out to use Node itself.`,
  /** Linux takes 128 KiB for one variable: the real stack fails here too (`argument list too long`). */
  environment_too_large: (variable: string) =>
    `Failed to start the job: ${variable} is larger than the system takes for one variable (128 KiB). Make the document or the message smaller.`,
  /** The profile `prod`: bubblewrap or another program is not installed. */
  sandbox_missing: (program: string) =>
    `Failed to use the profile prod: this machine has no ${program}. Install it, on Linux alone, or use the profile plain.`,
  /** bubblewrap is there, and the system does not let it work. */
  sandbox_refused: (why: string) =>
    `Failed to use the profile prod: ${why}. Allow user namespaces on this system, or use the profile plain.`,
  /** What looks into a job is for a person's tries. */
  imports_refused: (launcher: string) =>
    `Failed to look into the job: it would run under ${launcher}, which lets nothing be loaded before a job. Use the profile plain.`,
  start_failed: (why: string) =>
    `Failed to start the job: ${why}. Check the memory and the number of processes of this machine.`
} as const

export type RunnerErrorCode = keyof typeof RUNNER_ERRORS

/** A job that could not be started. */
export class RunnerError extends Error {
  readonly code: RunnerErrorCode

  constructor(code: RunnerErrorCode, detail: string) {
    super(RUNNER_ERRORS[code](detail))
    this.name = 'RunnerError'
    this.code = code
  }
}
