import { HttpError, KonnectorError, StackError, type Http, type RunContext } from '@cozy-jobs/konnector'

type Run = Pick<
  RunContext<{ access_token: string }, { baseUrl: string }>,
  'http' | 'parameters' | 'fields' | 'account' | 'stack' | 'log'
>

const outdated = (cause?: unknown): KonnectorError =>
  new KonnectorError('USER_ACTION_NEEDED.OAUTH_OUTDATED', {
    message: 'Failed to use the access to the supplier: it has ended. Connect the account again.',
    cause
  })

/** The API with a token that works: where that of the account has expired, the stack asks for a new one. */
export const openApi = async (run: Run): Promise<Http> => {
  const { fields, http, parameters } = run
  const withToken = (token: string): Http =>
    http.extend({ baseUrl: parameters.baseUrl, headers: { authorization: `Bearer ${token}` } })
  if (!fields.access_token) throw outdated()

  const api = withToken(fields.access_token)
  try {
    await api.get('/api/bills')
    return api
  } catch (error) {
    if (!HttpError.is(error) || error.status !== 401) throw error
  }
  return withToken(await refreshedToken(run))
}

/** Only the stack knows the secret of the OAuth client, so the konnector asks it. */
const refreshedToken = async ({ account, stack, log }: Run): Promise<string> => {
  try {
    await stack.fetch({ method: 'POST', path: `/accounts/power-company/${account.id}/refresh` })
  } catch (error) {
    if (StackError.is(error)) throw outdated(error)
    throw error
  }
  const { oauth } = await account.refresh()
  const token = String(oauth?.['access_token'])
  log.hide([token])
  return token
}
