import { dynamicClientRegistrationRequest, processDynamicClientRegistrationResponse } from 'oauth4webapi'
import { reach } from '../http/reach.js'
import { VERSION } from '../version.js'
import { LOGIN_ERRORS } from './errors.js'
import type { Login } from './login.js'
import { isTold, reasonOf } from './reason-of.js'
import { requestOptions, serverOf } from './server-of.js'

export interface NewClient {
  /** As the owner sees it in the list of devices. */
  name: string
  redirectUri: string
}

/** Registers a client with a stack. */
export const registerClient = async (
  url: URL,
  { name, redirectUri }: NewClient,
  signal: AbortSignal
): Promise<Login['client']> => {
  const metadata = {
    redirect_uris: [redirectUri],
    client_name: name,
    client_kind: 'desktop',
    software_id: 'github.com/cozy-jobs/cli',
    software_version: VERSION
  }
  try {
    const answer = await dynamicClientRegistrationRequest(
      serverOf(url),
      metadata,
      requestOptions(url, signal)
    )
    const said = await processDynamicClientRegistrationResponse(answer)
    const { client_secret: secret, registration_access_token: token, client_name: given } = said
    if (typeof secret !== 'string' || typeof token !== 'string') {
      throw LOGIN_ERRORS.notRegistered(url.origin, 'its answer has no secret')
    }
    // A stack makes a name unlike the others.
    return {
      id: said.client_id,
      secret,
      registrationToken: token,
      name: typeof given === 'string' ? given : name
    }
  } catch (error) {
    if (isTold(error)) throw error
    throw LOGIN_ERRORS.notRegistered(url.origin, await reasonOf(error), error)
  }
}

/** Takes a client away from its stack. False where the stack knows it no more. Throws where it can't be reached. */
export const unregisterClient = async (
  url: URL,
  { id, registrationToken }: Login['client'],
  signal: AbortSignal
): Promise<boolean> => {
  const answer = await reach(url, new URL(`/auth/register/${encodeURIComponent(id)}`, url), {
    method: 'DELETE',
    headers: { authorization: `Bearer ${registrationToken}` },
    signal
  })
  await answer.body?.cancel()
  return answer.ok
}
