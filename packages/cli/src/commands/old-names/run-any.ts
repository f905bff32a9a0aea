import { loopbackPreload } from '@cozy-jobs/env'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { basename, delimiter, dirname, join, resolve } from 'node:path'
import type { Context } from '../../context.js'
import { ERRORS, EXIT, type ExitCode } from '../../errors.js'
import { jobFolder } from '../../job/job-folder.js'
import { readJobManifest, type JobManifest } from '../../job/job-manifest.js'

/** The Cozy that a command is to work on. */
export interface Access {
  url: URL
  token: string
}

/** Whether what was typed is a command of its own, and no built file. */
export const isCommand = ([first = '', ...more]: readonly string[]): boolean =>
  more.length > 0 || (first !== '' && !/\.[cm]?[jt]sx?$/.test(first))

/** The manifest that says what a command may do: the one given, or that of the folder. */
export const manifestAt = (
  cwd: string,
  given: string | undefined
): { folder: string; manifest: JobManifest; slug: string } => {
  const path =
    given === undefined ? jobFolder(cwd, undefined, 'run the command').manifest : resolve(cwd, given)
  if (!existsSync(path))
    throw ERRORS.noSuchFile('run the command', `there is no manifest ${given}`, 'Give its path with -m.')
  const manifest = readJobManifest(path)
  const folder = dirname(path)
  return { folder, manifest, slug: manifest.slug ?? basename(folder).toLowerCase() }
}

/** Runs a command with the address of a Cozy and a token for it. What it says goes where this command's words go. */
export const runAny = async (
  [file = '', ...words]: readonly string[],
  { url, token }: Access,
  { cwd, env, signal }: Context
): Promise<ExitCode> => {
  // As in a script of package.json.
  const path = [join(cwd, 'node_modules/.bin'), env['PATH']].filter(Boolean).join(delimiter)
  const child = spawn(file, words, {
    cwd,
    env: {
      NODE_ENV: 'development',
      ...env,
      PATH: path,
      // Node alone does not find cozy.localhost everywhere.
      NODE_OPTIONS: `${env['NODE_OPTIONS'] ?? ''} --require=${JSON.stringify(loopbackPreload())}`.trim(),
      COZY_URL: url.href,
      COZY_CREDENTIALS: token
    },
    stdio: 'inherit',
    signal
  })
  try {
    const [code] = (await once(child, 'exit')) as [number | null]
    return code === 0 ? EXIT.done : EXIT.failed
  } catch (error) {
    if (signal.aborted) return EXIT.failed
    throw ERRORS.noSuchFile(
      `run ${file}`,
      `it is no built file, and no command that can be started (${(error as NodeJS.ErrnoException).code ?? ''})`,
      'Look for a typo, or build the job with "cozy-jobs build".'
    )
  }
}
