import { join, resolve } from 'node:path'
import { homedir } from 'node:os'
import type { Context } from '../../context.js'

/** Where the data of a stack are kept: what was asked, else the place of the system for data, else the home folder. */
export function dataFolder(asked: string | undefined, { cwd, env }: Pick<Context, 'cwd' | 'env'>): string {
  if (asked !== undefined) return resolve(cwd, asked)
  return env['XDG_DATA_HOME']
    ? join(env['XDG_DATA_HOME'], 'cozy-jobs')
    : join(env['HOME'] || homedir(), '.cozy-jobs')
}
