/** What the owner of a Cozy does in a browser with the link of a login. */
export interface Owner {
  /** Of the stack, ours or a real one. */
  adminUrl: string
}

const sessionCode = async (adminUrl: string, domain: string): Promise<string> => {
  const url = new URL(`instances/${encodeURIComponent(domain)}/session_code`, adminUrl)
  const { session_code: code } = (await (await fetch(url, { method: 'POST' })).json()) as {
    session_code: string
  }
  return code
}

/**
 * Opens the link as the owner who is logged in, agrees, and lets the browser go where it is sent: the text of the last
 * page. `change` may alter what the browser brings to the command.
 */
export const consent = async (
  link: string,
  { adminUrl }: Owner,
  change: (redirect: URL) => URL = redirect => redirect
): Promise<string> => {
  const cookies = new Map<string, string>()
  const ask = async (url: URL, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { accept: 'text/html', ...(cookie && { cookie }), ...init.headers }
    const answer = await fetch(url, { redirect: 'manual', ...init, headers })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]*)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    return answer
  }
  const address = new URL(link)
  const asked = Object.fromEntries(address.searchParams)
  address.searchParams.set('session_code', await sessionCode(adminUrl, address.host))
  const first = await ask(address)
  const location = first.headers.get('location')
  const page = location === null ? first : await ask(new URL(location, address))
  const [, csrf = cookies.get('_csrf') ?? ''] =
    /name="csrf_token" value="([^"]*)"/.exec(await page.text()) ?? []
  const agreed = await ask(new URL('/auth/authorize', address), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...asked, csrf_token: csrf }).toString()
  })
  const back = agreed.headers.get('location')
  if (back === null) throw new Error(`no redirect: ${agreed.status} ${await agreed.text()}`)
  return (await fetch(change(new URL(back, address)))).text()
}
