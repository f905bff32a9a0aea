/** Where a job runs: on a stack, on a developer's machine against a stack, or with no server at all. */
export type Mode = 'production' | 'dev' | 'standalone'

/**
 * A stack that starts a job says which one: then it is production, whatever NODE_ENV says. NODE_ENV decides otherwise,
 * as with cozy-jobs-cli; a real stack never sets it.
 */
export function modeOf(env: NodeJS.ProcessEnv): Mode {
  if (env['COZY_JOB_ID'] || env['COZY_TIME_LIMIT']) return 'production'
  if (env['NODE_ENV'] === 'production') return 'production'
  return env['NODE_ENV'] === 'standalone' || env['NODE_ENV'] === 'test' ? 'standalone' : 'dev'
}
