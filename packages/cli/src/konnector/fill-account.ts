/** Which account, and what its owner would have entered. */
export interface AccountFill {
  account: string
  fields: Readonly<Record<string, unknown>>
}

/** Read and taken away before any code of the job runs. */
const VARIABLE = 'COZY_JOBS_ACCOUNT'

/**
 * What the process of a konnector loads before it: the account that it reads has the fields of the configuration where
 * the stack keeps them sealed. A stack opens a password for an installed konnector alone, and for no client.
 */
const CODE = `
const { account, fields } = JSON.parse(process.env.${VARIABLE})
delete process.env.${VARIABLE}
const own = globalThis.fetch
const place = new URL('/data/io.cozy.accounts/' + encodeURIComponent(account), process.env.COZY_URL).href
const filled = ({ auth = {}, ...document }) => {
  if (auth.login && fields.login && auth.login !== fields.login) return { ...document, auth }
  const open = Object.entries(auth).filter(([name]) => !name.endsWith('_encrypted'))
  return { ...document, auth: { ...fields, ...Object.fromEntries(open) } }
}
globalThis.fetch = async (input, init) => {
  const answer = await own(input, init)
  const method = init?.method ?? input?.method ?? 'GET'
  const url = String(input?.url ?? input).split('?')[0]
  if (!answer.ok || method.toUpperCase() !== 'GET' || url !== place) return answer
  const { status, statusText } = answer
  const headers = { 'content-type': answer.headers.get('content-type') ?? 'application/json' }
  const told = new Response(JSON.stringify(filled(await answer.json())), { status, statusText, headers })
  return Object.defineProperty(told, 'url', { value: url })
}`

/** For the launcher of the job: the module, and the variable that it reads. */
export const fillAccount = (fill: AccountFill): { module: string; environment: Record<string, string> } => ({
  module: `data:text/javascript,${encodeURIComponent(CODE)}`,
  environment: { [VARIABLE]: JSON.stringify(fill) }
})
