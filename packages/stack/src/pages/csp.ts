import type { StackConfig } from '../config.js'
import { hostOf } from '../instances/addresses.js'
import type { AppHost } from '../server/app-host.js'

/** What all pages may speak with, beside what cozy.yaml adds: as the real stack has it in `web/routing.go`. */
const SCRIPTS = 'https://matomo.cozycloud.cc https://errors.cozycloud.cc https://api.pwnedpasswords.com'
const PICTURES = 'https://matomo.cozycloud.cc https://*.tile.openstreetmap.org https://*.tile.osm.org'
const FRAMES = 'cozydrive: cozybanks:'
const FORMS = 'https://move.cozycloud.cc/'

/** One directive: its own sources, whether those of `default-src` follow, what is allowed besides. */
interface Directive {
  name: string
  sources: readonly string[]
  withDefaults?: boolean
  /** The member of `csp_allowlist` that adds to it. */
  list?: string
  allowed?: string
}

const directivesOf = (parent: string, siblings: string): readonly Directive[] => [
  { name: 'default-src', sources: [], withDefaults: true, list: 'default' },
  {
    name: 'script-src',
    sources: ["'wasm-unsafe-eval'"],
    withDefaults: true,
    list: 'script',
    allowed: SCRIPTS
  },
  { name: 'frame-src', sources: [`http://${siblings}`], withDefaults: true, list: 'frame', allowed: FRAMES },
  { name: 'connect-src', sources: ['blob:'], withDefaults: true, list: 'connect', allowed: SCRIPTS },
  { name: 'font-src', sources: ['data:'], withDefaults: true, list: 'font' },
  { name: 'img-src', sources: ['data:', 'blob:'], withDefaults: true, list: 'img', allowed: PICTURES },
  { name: 'media-src', sources: [], withDefaults: true, list: 'media' },
  { name: 'object-src', sources: ["'none'"] },
  { name: 'style-src', sources: ["'unsafe-inline'"], withDefaults: true, list: 'style' },
  { name: 'worker-src', sources: ["'self'", 'blob:'] },
  { name: 'frame-ancestors', sources: ["'self'"] },
  { name: 'base-uri', sources: ["'self'"] },
  { name: 'form-action', sources: [`http://${parent}`], list: 'form', allowed: FORMS }
]

/** A host alone is written with a slash behind it, as the real stack does. No list goes on into another directive. */
const sourcesOf = (list: string): string[] =>
  (list.split(/[;,]/)[0] ?? '')
    .split(/\s+/)
    .filter(source => source !== '')
    .map(source => (/^[a-z]+:\/\/[^/?#]+$/i.test(source) ? `${source}/` : source))

const unique = (sources: readonly string[]): string[] => [...new Set(sources)]

/**
 * The policy of an app's pages: themselves, their instance, its websocket, and what the lists allow. It is the same for
 * all apps; on the real stack, too, permissions open nothing in it.
 */
export const pageCsp = (
  { instance, siblings }: AppHost,
  config: Pick<StackConfig, 'cspAllowlist' | 'cspAllowlistByContext'>
): string => {
  const parent = hostOf(instance)
  const defaults = ["'self'", `http://${parent}`, `ws://${parent}`]
  const byContext = config.cspAllowlistByContext
  const ofContext = (Object.hasOwn(byContext, instance.context) && byContext[instance.context]) || {}
  return directivesOf(parent, siblings)
    .map(({ name, sources, withDefaults, list = '', allowed = '' }) => {
      const listed = [...sourcesOf(config.cspAllowlist[list] ?? ''), ...sourcesOf(allowed)]
      // `media-src` stands alone where a list adds to it; nothing is there to restrict otherwise.
      if (sources.length + listed.length === 0 && name !== 'default-src') return ''
      const own = name === 'default-src' ? [...defaults, ...listed] : [...sources, ...listed]
      const all = unique([...own, ...(withDefaults ? defaults : [])])
      return `${name} ${[...all, ...sourcesOf(ofContext[list] ?? '')].join(' ')};`
    })
    .join('')
}
