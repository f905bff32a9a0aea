/** The secret with which the stack says who it is; made of parts, for it stands in no file as it is. */
export const CLIENT_SECRET = ['client', 'secret', '1'].join('-')

/** Account types of every kind, for a provider at `at`. */
export const accountTypes = (at: string): Record<string, object> => {
  const common = { client_id: 'me', client_secret: CLIENT_SECRET, auth_endpoint: `${at}/auth?a=1` }
  return {
    code: { ...common, grant_mode: 'authorization_code', token_endpoint: `${at}/token` },
    bank: { ...common, slug: 'bank', grant_mode: 'authorization_code', token_endpoint: `${at}/token` },
    list: { ...common, grant_mode: 'authorization_code', scope: ['a', 'b'] },
    none: { ...common, slug: 'bank', grant_mode: 'authorization_code', scope: false },
    nil: { ...common, slug: 'bank', grant_mode: 'authorization_code', scope: null },
    basic: {
      ...common,
      grant_mode: 'authorization_code',
      token_mode: 'basic',
      token_endpoint: `${at}/token`
    },
    get: {
      ...common,
      grant_mode: 'authorization_code+secret',
      token_mode: 'get',
      token_endpoint: `${at}/token?b=2`,
      skip_state_on_token: true,
      skip_redirect_uri_on_authorize: true,
      extras: { prompt: 'consent' }
    },
    implicit: { ...common, grant_mode: 'token' },
    url: { ...common, grant_mode: 'token_redirect_url', redirect_uri: 'https://back.example.org/' },
    view: {
      ...common,
      grant_mode: 'bi_webview',
      manage_endpoint: `${at}/manage`,
      reconnect_endpoint: `${at}/again`
    },
    auth: { ...common, grant_mode: 'bi_webauth' },
    secret: { grant_mode: 'secret', slug: 'bank', secret: 'x' },
    script: { ...common, grant_mode: 'token', auth_endpoint: 'javascript:alert(1)' },
    'dev/own': { ...common, grant_mode: 'token', client_id: 'dev' },
    own: { ...common, grant_mode: 'token' }
  }
}
