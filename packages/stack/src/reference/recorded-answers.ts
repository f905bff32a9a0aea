import type { ServedRoute } from '../server/served-routes.js'

/** `docs/reference/conformance.json`: the requests of each scenario, by the names of their steps. */
export type ConformanceReport = Readonly<
  Record<string, { passed: Readonly<Record<string, string>>; failed: Readonly<Record<string, string>> }>
>

/** How many answers of the real stack to one route were recorded, and how many of them ours gives too. */
export interface Recorded {
  passed: number
  all: number
}

/** Static parts before parameters, parameters before `*`: in the order in which a router prefers them. */
const rankOf = (path: string): string =>
  path
    .split('/')
    .map(part => (part.includes('*') ? 2 : part.startsWith(':') ? 1 : 0))
    .join('')

const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .replaceAll(/[.()+?]/g, '\\$&')
      .replaceAll(/:[\w-]+/g, '[^/]+')
      .replaceAll('*', '.*')}$`
  )

/** The route that serves a request of a scenario, `GET /files/{{id}}?Path=…`; undefined where none does. */
export const routeOf = (routes: readonly ServedRoute[], request: string): ServedRoute | undefined => {
  const [method = '', address = ''] = request.split(/ (.*)/s)
  const [path = ''] = address.split('?')
  return routes
    .filter(route => route.port === 'instance' && route.method === method && patternOf(route.path).test(path))
    .sort((a, b) => (rankOf(a.path) < rankOf(b.path) ? -1 : 1))[0]
}

/** What was recorded of each route, by the route itself. */
export const recordedAnswers = (
  routes: readonly ServedRoute[],
  report: ConformanceReport
): Map<ServedRoute, Recorded> => {
  const found = new Map<ServedRoute, Recorded>()
  const count = (requests: Readonly<Record<string, string>>, passed: number): void => {
    for (const request of Object.values(requests)) {
      const route = routeOf(routes, request)
      if (!route) continue
      const recorded = found.get(route) ?? { passed: 0, all: 0 }
      found.set(route, { passed: recorded.passed + passed, all: recorded.all + 1 })
    }
  }
  for (const { passed, failed } of Object.values(report)) {
    count(passed, 1)
    count(failed, 0)
  }
  return found
}
