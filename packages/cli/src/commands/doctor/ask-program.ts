import { execFile } from 'node:child_process'
import { printable } from '../../http/printable.js'
import type { Subject } from './finding.js'

/** Milliseconds after which a program that says nothing counts as one that does not work. */
const PATIENCE = 10_000

/**
 * What a program says of itself on its first line.
 *
 * @returns undefined where it is not there or fails
 */
export const askProgram = (
  file: string,
  args: readonly string[],
  { context: { env, signal, cwd } }: Subject
): Promise<string | undefined> =>
  new Promise(resolve => {
    const own = { PATH: env['PATH'] ?? '', HOME: env['HOME'] ?? cwd }
    execFile(file, args, { env: own, timeout: PATIENCE, killSignal: 'SIGKILL', signal }, (error, stdout) =>
      resolve(error ? undefined : printable(stdout.split('\n', 1)[0] ?? '').trim())
    )
  })

/** The numbers of a version that stands somewhere in a text. */
export const versionIn = (text: string): string | undefined => /\d+\.\d+(\.\d+)?/.exec(text)?.[0]

/** Whether a version is at least another one. */
export const isAtLeast = (version: string, least: string): boolean =>
  version.localeCompare(least, 'en', { numeric: true }) >= 0
