import { installLoopbackNames, isLoopbackName, readJobEnv, type JobEnv } from '@cozy-jobs/env'
import { createLogger, secretsOf, type Logger } from '@cozy-jobs/logging'
import { createClient, type ClientOptions, type CozyClient } from './cozy-client.js'
import { failOn } from './fail-on.js'

/** What a service is given. */
export interface ServiceContext<Doc = Record<string, unknown>> {
  /** A client for the owner's Cozy, with the rights of the app. */
  client: CozyClient
  /**
   * The document that fired the service, as it was then. Undefined for a service on a date, after a debounce, and with
   * launchers that don't pass it on: look for the documents then.
   */
  doc: Doc | undefined
  /** What was posted to the webhook that fired the service. */
  payload: unknown
  /** The message of the job. */
  fields: Record<string, unknown>
  parameters: Record<string, unknown> | undefined
  /** Writes lines that the stack reads, without the secrets of the job. */
  log: Logger
  /** All that the stack told: mode, locale, time limit, job and trigger. */
  env: JobEnv
}

/** What a service does; it is over when the promise is. */
export type ServiceMain<Doc = Record<string, unknown>> = (context: ServiceContext<Doc>) => unknown

/**
 * Runs a service: reads what the stack tells, makes the client, calls `main`. The process then ends with 0, or with 1
 * if `main` throws, if a promise is rejected and nobody looks, or if the environment is wrong: with one line of type
 * `critical` on standard output, and the stack trace, without secrets, on standard error. To be called once.
 *
 * @example
 * void runService(async ({ client, doc, log }) => {
 *   if (doc) await client.save({ ...doc, seen: true })
 *   log.info('1 operation seen')
 * }, { doctypes: ['io.cozy.bank.operations'] })
 */
export const runService = async <Doc = Record<string, unknown>>(
  main: ServiceMain<Doc>,
  options: ClientOptions = {}
): Promise<void> => {
  const secrets: string[] = []
  const log = createLogger()
  const fail = failOn(log, secrets)
  try {
    const env = readJobEnv(undefined, { log: message => log.info(message) })
    secrets.push(...secretsOf(env.credentials.text))
    log.hide(secrets)
    if (isLoopbackName(new URL(env.url).hostname)) installLoopbackNames()
    await main({
      client: createClient(env, options),
      doc: env.doc as Doc | undefined,
      payload: env.payload,
      fields: env.fields,
      parameters: env.parameters,
      log,
      env
    })
  } catch (error) {
    await fail(error)
  }
}
