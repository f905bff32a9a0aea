import fc from 'fast-check'

/** Texts that have broken a server before, as they may stand in a path once they are encoded. */
const TEXTS = [
  '', '.', '..', '../../etc/passwd', '..\\..\\win.ini', '/', '//', '\0', 'a\0b', '\n', '\r\nx-injected: yes', ' ',
  '*', '_', '_id', '_design', '_all_docs', '_local', '_changes', '$gt', '__proto__', 'constructor', 'toString',
  'null', 'undefined', 'NaN', 'true', '-1', '0', '1e999', '9007199254740993', '99999999999999999999', '0x10',
  '"', "'", '<script>', '{}', '[]', '[', '{{', '${7*7}', '%', '%s', '%n', ';', '?', '#', '&', '=', '+', ':', '@', '|',
  'é', 'e\u0301', '\u202e', '\ufeff', '😀', '\ud83d', '\uffff', 'a'.repeat(300), 'é'.repeat(2000)
] // prettier-ignore

/** What no text becomes by encoding it: half-encoded, doubly encoded, no UTF-8 at all. */
const ENCODED = ['%2e%2e', '%2e%2e%2f', '%252e', '%00', '%ff', '%c0%af', '%', '%2', '%zz', '%E0%A4%A', '..;']

/** Encodes like `encodeURIComponent`, lone halves of a pair too. */
const encode = (text: string): string => encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'))

export const nastyText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) }
)

/** One part of a path or of a query, encoded in one way or another. */
export const nastyPart = fc.oneof(
  { weight: 3, arbitrary: nastyText.map(encode) },
  { weight: 1, arbitrary: fc.constantFrom(...ENCODED) }
)

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

/** The words of requests of this API: each stands as a name, with a value of any type, and as a value. */
const NAMES = [
  'data', 'attributes', 'relationships', 'type', 'id', 'links', 'meta', 'rev', 'name', 'dir_id', 'path', 'tags',
  'referenced_by', 'cozyMetadata', 'metadata', 'permissions', 'codes', 'worker', 'arguments', 'debounce', 'options',
  'message', 'selector', 'fields', 'sort', 'limit', 'skip', 'bookmark', 'use_index', 'index', 'partial_filter_selector',
  'keys', 'docs', 'new_edits', 'doc_ids', '_id', '_rev', '_deleted', '_revisions', '_attachments', 'start', 'ids',
  'execution_stats', 'notification', 'category', 'title', 'content', 'event', 'verbs', 'values', 'password', 'expires_at',
  'client_name', 'redirect_uris', 'software_id', 'grant_type', 'code', 'tz', 'email', 'public_name', 'locale', 'trashed',
  'files', 'params', 'slug', 'parameters', 'moved_to', 'passphrase', 'csrf_token', 'redirect', 'key', 'operations',
  'auth', 'login', 'credentials', 'verbs', 'GET', 'ALL', 'asc', 'desc', 'one', '1-0', `1-${'0'.repeat(32)}`, 'a.b',
  '$and', '$or', '$not', '$nor', '$all', '$in', '$nin', '$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$exists', '$type',
  '$mod', '$size', '$regex', '$beginsWith', '$elemMatch', '$allMatch', '$keyMapMatch', '$text'
] // prettier-ignore

const scalar = fc.oneof(
  nastyText,
  fc.constantFrom<unknown>(...NAMES),
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, 9007199254740991, [], {}, [[]], [null], {
    data: null
  }),
  fc.integer()
)

const { value } = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...NAMES) }, nastyText), tie('value'), {
      maxKeys: 4
    })
  )
}))

const document = fc.oneof(
  value,
  value.map(attributes => ({ data: { attributes } })),
  fc.array(value, { maxLength: 3 }).map(data => ({ data })),
  value.map(selector => ({ selector })),
  fc.array(value, { maxLength: 3 }).map(docs => ({ docs }))
)

/** A body: JSON of any shape, forms, texts, bytes, what is cut off, what is nested too deep. */
export const nastyBody: fc.Arbitrary<Buffer | undefined> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  { weight: 6, arbitrary: document.map(body => Buffer.from(JSON.stringify(body) ?? '')) },
  { weight: 1, arbitrary: document.map(body => Buffer.from((JSON.stringify(body) ?? '').slice(0, -1))) },
  {
    weight: 1,
    arbitrary: fc.dictionary(fc.constantFrom(...NAMES), nastyPart, { maxKeys: 4 }).map(form =>
      Buffer.from(
        Object.entries(form)
          .map(pair => pair.join('='))
          .join('&')
      )
    )
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 64 }).map(bytes => Buffer.from(bytes)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      Buffer.from(nested(20_000)),
      Buffer.from('{"a":'.repeat(20_000)),
      Buffer.from(`"${'x'.repeat(300_000)}"`),
      Buffer.from('{"__proto__":{"polluted":true}}'),
      Buffer.from('{"a":1,"a":2}'),
      Buffer.from('\ufeff{}')
    )
  }
)
