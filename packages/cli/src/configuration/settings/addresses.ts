import type { Configuration } from '../configuration.js'
import { parseUrl } from './parse-url.js'
import type { Read } from './scalars.js'

const LOOPBACK = /^(?:(?:[\w-]+\.)*localhost|127\.0\.0\.1|\[?::1\]?)$/i

/** The stack never listens elsewhere: a host of another kind is refused rather than overlooked. */
export const loopbackHost: Read<string> = (tree, name, problems) => {
  const host = String(tree.value)
  if (!tree.entries && !tree.items && LOOPBACK.test(host)) return host
  const flag = name.replace('.', '-')
  return problems.wrong(
    name,
    tree,
    'localhost, for this stack listens on this machine alone',
    `Write localhost, or start it with --${flag} localhost.`
  )
}

/** `fs.url`: a folder for the contents of files, or memory. A plain path counts as `file://`, as on the real stack. */
export const filesUrl: Read<NonNullable<Configuration['files']>> = (tree, name, problems) => {
  const written = String(tree.value)
  const todo = 'Write file:///home/me/cozy-files, or mem:// to keep nothing.'
  const url = parseUrl(written.startsWith('/') ? `file://${written}` : written)
  if (!url || tree.entries || tree.items) return problems.refused(name, tree, 'it is no URL', todo)
  if (url.protocol === 'mem:') return 'memory'
  if (url.protocol !== 'file:') {
    // A Swift URL holds a password.
    return problems.refused(name, tree, `this stack keeps no files by ${url.protocol}//`, todo)
  }
  if (url.host !== '' && url.host !== 'localhost') {
    return problems.refused(name, tree, `the folder would be on the machine "${url.host}"`, todo)
  }
  if (url.pathname === '/') return problems.refused(name, tree, 'it is the root of the disk', todo)
  try {
    return { folder: decodeURIComponent(url.pathname) }
  } catch {
    return problems.refused(name, tree, 'a % in it stands for no character', todo)
  }
}

/** `couchdb.url`. It holds a password: no message shows it. */
export const couchdbUrl: Read<string> = (tree, name, problems) => {
  const url = parseUrl(String(tree.value))
  if (url && /^https?:$/.test(url.protocol) && url.host !== '') return String(tree.value)
  const todo = 'Write one such as http://user:password@localhost:5984/.'
  return problems.refused(name, tree, 'it is no URL of HTTP', todo)
}
