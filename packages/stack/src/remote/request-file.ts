import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDoctypeName } from '../permissions/doctype-name.js'
import { REMOTE_ERRORS } from './errors.js'

/** A remote doctype: how a site is asked, with `{{name}}` where values come. */
export interface RemoteRequest {
  doctype: string
  verb: 'GET' | 'POST'
  /** `https://example.org:8080`, without a name and password. */
  origin: string
  path: string
  /** Without its question mark. */
  query: string
  headers: readonly [name: string, value: string][]
  body: string
}

const URL_FORM = /^(https?):\/\/(?:[^@/?#]*@)?([^/?#{}\s]+)([^?#]*)(?:\?([^#]*))?(?:#.*)?$/is

const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/i

/** What the connection says by itself. */
const OF_CONNECTION = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'upgrade',
  'expect'
])

/**
 * Reads a request as the documentation has it: verb and URL, headers, a blank line, the body of a POST. Throws 400 where
 * it is none. The host is never made of values: who asks can't choose another site.
 */
export const parseRequest = (
  doctype: string,
  text: string,
  { customPort }: { customPort: boolean }
): RemoteRequest => {
  const [first = '', ...lines] = text.split(/\r?\n/)
  const space = first.indexOf(' ')
  const verb = first.slice(0, Math.max(space, 0))
  if (verb !== 'GET' && verb !== 'POST') throw REMOTE_ERRORS.invalidRequest()
  const [, scheme = '', host = '', path = '', query = ''] = URL_FORM.exec(first.slice(space + 1).trim()) ?? []
  const origin = `${scheme.toLowerCase()}://${host}`
  if (host === '' || !URL.canParse(origin)) throw REMOTE_ERRORS.invalidRequest()
  if (host.includes(':') && !customPort) throw REMOTE_ERRORS.invalidRequest()
  const headers: [string, string][] = []
  let body = ''
  for (const [index, line] of lines.entries()) {
    if (line === '') {
      if (verb === 'GET') continue
      body = lines.slice(index + 1).join('\n')
      break
    }
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0))
    if (!HEADER_NAME.test(name)) throw REMOTE_ERRORS.invalidRequest()
    if (!OF_CONNECTION.has(name.toLowerCase())) headers.push([name, line.slice(colon + 1).trim()])
  }
  return { doctype, verb, origin, path: path || '/', query, headers, body }
}

/** The definition of a doctype in the folder of cozy.yaml, read anew each time: whoever writes one tries it at once. */
export const readRequest = async (
  folder: string,
  doctype: string,
  options: { customPort: boolean }
): Promise<RemoteRequest> => {
  if (folder === '' || !isDoctypeName(doctype)) throw REMOTE_ERRORS.noRequest()
  let text: string
  try {
    text = await readFile(join(folder, doctype, 'request'), 'utf8')
  } catch {
    throw REMOTE_ERRORS.noRequest()
  }
  return parseRequest(doctype, text, options)
}

/** The names of all definitions, sorted. */
export const listRequests = async (folder: string): Promise<string[]> => {
  if (folder === '') return []
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter(entry => entry.isDirectory() && entry.name !== 'docs' && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort()
  } catch {
    throw REMOTE_ERRORS.noRequest()
  }
}
