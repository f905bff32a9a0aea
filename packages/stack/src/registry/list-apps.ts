import { HttpError } from '../server/http-error.js'
import { askRegistry, PROXY_TIME_LIMIT, readJsonAnswer } from './ask-registry.js'
import { pageOf, type ListedApp, type RegistryState } from './page-of-apps.js'

const DEFAULT_LIMIT = 100
/** No registry is asked for more pages than this at once: one that never ends is broken. */
const MOST_PAGES = 200

interface Page {
  apps: Record<string, unknown>[]
  next: string
}

const readPage = (value: unknown): Page => {
  const { data, meta } = (value ?? {}) as { data?: unknown; meta?: { next_cursor?: unknown } }
  if (!Array.isArray(data)) throw new HttpError(502, 'The registry gives no list')
  const next = meta?.next_cursor
  return {
    apps: data.filter(app => typeof app === 'object' && app !== null) as Record<string, unknown>[],
    next: typeof next === 'string' || typeof next === 'number' ? String(next) : ''
  }
}

const pageAt = async (
  registry: string,
  query: URLSearchParams,
  cursor: number,
  limit: number
): Promise<Page | undefined> => {
  const asked = new URLSearchParams(query)
  asked.set('cursor', String(cursor))
  asked.set('limit', String(limit))
  const response = await askRegistry(registry, `/registry?${asked.toString()}`, {
    timeLimit: PROXY_TIME_LIMIT
  })
  return response && readPage(await readJsonAnswer(response))
}

/** Reads one registry from its cursor; all of it where a later one has to be told what this one has. */
const readRegistry = async (
  state: RegistryState,
  query: URLSearchParams,
  limit: number,
  isLast: boolean,
  apps: Map<string, ListedApp>
): Promise<void> => {
  if (isLast && state.cursor < 0) return
  let cursor = isLast ? state.cursor : 0
  let added = 0
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await pageAt(state.registry, query, cursor, isLast ? limit : DEFAULT_LIMIT)
    if (!page) return
    for (const [index, app] of page.apps.entries()) {
      const at = cursor + index
      const slug = typeof app.slug === 'string' ? app.slug : ''
      const inRange = state.cursor >= 0 && at >= state.cursor && at <= state.cursor + limit
      const known = apps.get(slug)
      const entry: ListedApp = known ?? { slug, offsets: [] }
      apps.set(slug, entry)
      if (!inRange) continue
      entry.offsets[state.index] = at + 1
      // What an earlier registry has too is that one's.
      if (!known) {
        entry.app = app
        added++
      }
    }
    const next = /^\d+$/.test(page.next) ? Number(page.next) : -1
    if (next <= cursor) {
      state.ended = cursor + page.apps.length
      return
    }
    cursor = next
    if (isLast && added >= limit) return
  }
}

/** The list of all registries as one, with a cursor that has one number for each of them. */
export const listApps = async (registries: readonly string[], url: string): Promise<unknown> => {
  const query = new URLSearchParams(url.split('?')[1] ?? '')
  const cursors = (query.get('cursor') ?? '').split('|').map(text => Number(/^-?\d+$/.exec(text)?.[0] ?? 0))
  const limit = Number(/^\d{1,4}$/.exec(query.get('limit') ?? '')?.[0] ?? 0) || DEFAULT_LIMIT
  const sort = query.get('sort') ?? ''
  query.delete('cursor')
  query.delete('limit')
  const states = registries.map((registry, index): RegistryState => ({
    registry,
    index,
    cursor: cursors[index] ?? 0,
    ended: -1
  }))
  const apps = new Map<string, ListedApp>()
  for (const state of states) {
    await readRegistry(state, query, limit, state.index === states.length - 1, apps)
  }
  return pageOf(states, [...apps.values()], { sort, limit })
}
