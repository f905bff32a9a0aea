import type { Context } from '../context.js'

/** Whether somebody sits at the terminal and can be asked. */
export const isInteractive = ({ input = process.stdin, env }: Pick<Context, 'input' | 'env'>): boolean =>
  Boolean((input as NodeJS.ReadStream).isTTY) && !env['CI']
