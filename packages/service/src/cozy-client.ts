import type { JobEnv } from '@cozy-jobs/env'
import imported from 'cozy-client'

/** The client of cozy-client, as its documentation describes it. */
export type CozyClient = InstanceType<typeof imported.default>

/** How cozy-client shall read documents: per name a doctype, and the relationships that it resolves. */
export type Schema = Record<string, { doctype: string; relationships?: Record<string, object> }>

/** What else `CozyClient.fromEnv` takes, see cozy-client's documentation. */
export interface ClientOptions {
  schema?: Schema
  /** Doctypes without relationships, for which an entry in the schema would say nothing more. */
  doctypes?: readonly string[]
  /** Any other option of cozy-client, `autoHydrate` for one. */
  [option: string]: unknown
}

// Node gives an ES module all of what CommonJS exports as its default, a bundle only what that calls `default`.
const classOf = (): typeof imported.default =>
  (imported as { default?: typeof imported.default }).default ??
  (imported as unknown as typeof imported.default)

const schemaOf = (schema: Schema = {}, doctypes: readonly string[] = []): Schema => ({
  ...Object.fromEntries(doctypes.map(doctype => [doctype, { doctype }])),
  ...schema
})

/**
 * A client for the Cozy that runs the job, as `CozyClient.fromEnv(process.env, { schema })` makes it: with a bare
 * token or as an OAuth client. cozy-client takes longer to load than Node to start, so it is loaded and the client made
 * at the first use of one of its members.
 *
 * @example
 * const client = createClient(readJobEnv(), { doctypes: ['io.cozy.bank.operations'] })
 * const { data } = await client.query(Q('io.cozy.bank.operations').limitBy(10))
 */
export const createClient = (
  env: Pick<JobEnv, 'url' | 'credentials'>,
  options: ClientOptions = {}
): CozyClient => {
  const { schema, doctypes, ...others } = options
  let made: CozyClient | undefined
  const client = (): CozyClient =>
    (made ??= classOf().fromEnv(
      { COZY_URL: env.url, COZY_CREDENTIALS: env.credentials.text },
      { ...others, schema: schemaOf(schema, doctypes) }
    ))
  return new Proxy({} as CozyClient, {
    // A promise that resolves to the client asks for `then`: that is no use of it.
    get: (_, name) => (name === 'then' ? undefined : Reflect.get(client(), name)) as unknown,
    set: (_, name, value) => Reflect.set(client(), name, value),
    has: (_, name) => Reflect.has(client(), name),
    deleteProperty: (_, name) => Reflect.deleteProperty(client(), name),
    getPrototypeOf: () => Reflect.getPrototypeOf(client())
  })
}
