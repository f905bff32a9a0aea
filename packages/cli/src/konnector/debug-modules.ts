import type { Context } from '../context.js'

/** A stack gives a job no such variable: whoever tries one may. */
const LOG_ALL = 'data:text/javascript,process.env.LOG_LEVEL="debug"'

/** What a konnector's process loads first, so that it tells every stack: for `--verbose` and `LOG_LEVEL=debug`. */
export const debugModules = ({ verbose, env }: Pick<Context, 'verbose' | 'env'>): string[] =>
  verbose || env['LOG_LEVEL'] === 'debug' ? [LOG_ALL] : []
