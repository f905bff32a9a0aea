/** One request and what the provider answers. */
export interface Exchange {
  method?: 'GET' | 'POST'
  /** From the root of the site. */
  path: string
  query?: Readonly<Record<string, string>>
  form?: Readonly<Record<string, string>>
  headers?: Readonly<Record<string, string>>
  answer: Answer
}

export interface Answer {
  status?: number
  headers?: Readonly<Record<string, string>>
  type?: string
  body?: string | Buffer
}

const pairs = (object: Readonly<Record<string, string>> = {}): { name: string; value: string }[] =>
  Object.entries(object).map(([name, value]) => ({ name, value }))

const FORM = 'application/x-www-form-urlencoded'

const STATUS = { 200: 'OK', 303: 'See Other' } as Record<number, string>

const contentOf = ({ type = 'text/plain', body = '' }: Answer) => ({
  size: Buffer.byteLength(body),
  mimeType: type,
  ...(typeof body === 'string' ? { text: body } : { text: body.toString('base64'), encoding: 'base64' })
})

const entry = (origin: string, exchange: Exchange) => {
  const { method = 'GET', path, query, form, headers, answer } = exchange
  const url = new URL(path, origin)
  // A mask stays as it is: it stands for whatever is asked with.
  if (query)
    url.search = pairs(query)
      .map(({ name, value }) => `${name}=${value}`)
      .join('&')
  const { status = 200 } = answer
  return {
    startedDateTime: '2026-01-01T00:00:00.000Z',
    time: 0,
    request: {
      method,
      url: url.href,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs({ ...headers, ...(form && { 'content-type': FORM }) }),
      queryString: pairs(query),
      ...(form && { postData: { mimeType: FORM, params: pairs(form) } }),
      headersSize: -1,
      bodySize: -1
    },
    response: {
      status,
      statusText: STATUS[status] ?? '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs({ ...(answer.type && { 'content-type': answer.type }), ...answer.headers }),
      content: contentOf(answer),
      redirectURL: answer.headers?.['location'] ?? '',
      headersSize: -1,
      bodySize: -1
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 }
  }
}

/** A recording as HAR 1.2, for a site that nobody has asked yet. */
export const har = (origin: string, version: string, exchanges: readonly Exchange[]): string =>
  `${JSON.stringify(
    {
      log: {
        version: '1.2',
        creator: {
          name: 'generator-cozy',
          version,
          comment: 'Invented: record the real site with cozy-jobs standalone --record'
        },
        entries: exchanges.map(exchange => entry(origin, exchange))
      }
    },
    undefined,
    2
  )}\n`
