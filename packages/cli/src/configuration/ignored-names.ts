import { nearest } from '../registry/nearest.js'
import { SETTINGS } from './settings/table.js'
import { isUnset, type Tree } from './tree.js'

/** What the real stack's configuration has besides: each is right, and does nothing here. */
const OF_THE_REAL_STACK = new Set(
  [
    'assets assets_polling_disabled assets_polling_interval authentication authorized_hosts_for_confirm_auth avatars',
    'cache campaign_mail common_settings csp_whitelist deprecated_apps downloads flagship geodb',
    'lock log.syslog move notifications office password_reset_interval pdf rabbitmq rag rate_limiting realtime',
    'mail.host mail.port mail.username mail.password mail.use_ssl mail.disable_tls mail.local_name mail.contexts',
    'mail.skip_certificate_validation redis safe_http sessions vault',
    'fs.root_ca fs.client_cert fs.client_key fs.pinned_key fs.insecure_skip_validation fs.can_query_info',
    'fs.default_layout fs.auto_clean_trashed_after fs.contexts couchdb.root_ca couchdb.client_cert',
    'couchdb.client_key couchdb.pinned_key couchdb.insecure_skip_validation couchdb.clusters jobs.url',
    'jobs.imagemagick_convert_cmd jobs.ghostscript_cmd konnectors.oauthstate'
  ].flatMap(line => line.split(' '))
)

const PATHS = Object.values(SETTINGS).map(({ path }) => path.toLowerCase())

/** The names that may stand right below a path: what a wrong one may have been meant to be. */
const namesBelow = (path: string): string[] => {
  const start = path === '' ? '' : `${path}.`
  const all = [...PATHS, ...OF_THE_REAL_STACK].filter(each => each.startsWith(start))
  return [...new Set(all.map(each => each.slice(start.length).split('.')[0] ?? ''))]
}

/** What of a file is ignored, by its whole name, with what was surely meant. */
export function ignoredNames(tree: Tree, path = ''): string[] {
  return [...(tree.entries ?? [])].flatMap(([small, { name, tree: inner }]) => {
    const whole = path === '' ? small : `${path}.${small}`
    if (PATHS.includes(whole)) return []
    // `admin:` with a map below it.
    if (PATHS.some(each => each.startsWith(`${whole}.`)) && (inner.entries || isUnset(inner))) {
      return ignoredNames(inner, whole)
    }
    const written = path === '' ? name : `${path}.${name}`
    const near = OF_THE_REAL_STACK.has(whole) ? undefined : nearest(small, namesBelow(path))
    return [near ? `${written} (did you mean "${near}"?)` : written]
  })
}
