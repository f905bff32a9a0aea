import type { RunContext } from './context.js'

/** What was posted to the webhook that started the run (`COZY_PAYLOAD`, read from its file where it is one); null else. */
export const readPayload = ({ env }: Pick<RunContext, 'env'>): unknown => env.payload ?? null
