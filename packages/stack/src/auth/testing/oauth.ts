import type { Answer, TestStack } from '../../testing/test-stack.js'
import type { Browser } from './browser.js'

/** What a client of a test says of itself. */
export const CLIENT = {
  redirect_uris: ['https://client.example/callback'],
  client_name: 'Demo',
  client_kind: 'desktop',
  software_id: 'github.com/example/demo',
  software_version: '1.2.0'
}

export interface Registered {
  id: string
  secret: string
  /** With which it manages itself. */
  token: string
}

export const register = async (
  test: TestStack,
  fields: Record<string, unknown> = {}
): Promise<Registered & { answer: Answer }> => {
  const answer = await test.ask('POST', '/auth/register', { body: { ...CLIENT, ...fields } })
  const said = answer.json as Record<string, string>
  return {
    id: said.client_id ?? '',
    secret: said.client_secret ?? '',
    token: said.registration_access_token ?? '',
    answer
  }
}

/** The request for authorization of a client. */
export const requestOf = (
  { id }: Registered,
  fields: Record<string, string> = {}
): Record<string, string> => ({
  client_id: id,
  redirect_uri: CLIENT.redirect_uris[0]!,
  state: 'state-1',
  response_type: 'code',
  scope: 'io.cozy.todos',
  ...fields
})

/** The owner says yes; the code that the client gets, '' for none. */
export const codeOf = async (
  browser: Browser,
  client: Registered,
  fields: Record<string, string> = {}
): Promise<string> => {
  const request = requestOf(client, fields)
  await browser.get('/auth/authorize', request)
  const { headers } = await browser.send('/auth/authorize', request)
  return new URL(headers.location ?? 'none:').searchParams.get('code') ?? ''
}

/** A request for tokens. */
export const exchange = (
  test: TestStack,
  { id, secret }: Registered,
  fields: Record<string, string>,
  query = ''
): Promise<Answer> =>
  test.ask('POST', `/auth/access_token${query}`, {
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: id,
      client_secret: secret,
      ...fields
    }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' }
  })
