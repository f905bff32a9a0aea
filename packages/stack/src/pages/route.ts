import { posix } from 'node:path'
import type { Installed } from '../installs/api.js'

/** A route as the stored manifest has it. `index` is '' where there is none. */
export interface Route {
  folder: string
  index: string
  public: boolean
}

/** The route that a path matches, and what of the path is left below it: '' for the route itself. */
export interface FoundRoute {
  route: Route
  rest: string
}

const routesOf = ({ routes }: Installed): [string, Route][] =>
  Object.entries((routes ?? {}) as Record<string, Partial<Route>>).map(([key, route]) => [
    key,
    { folder: route.folder ?? '', index: route.index ?? '', public: route.public ?? false }
  ])

const partsOf = (key: string): string[] => (key === '/' ? [''] : key.split('/'))

/** The longest route of an app that a path begins with, part by part. Undefined where there is none. */
export const findRoute = (app: Installed, path: string): FoundRoute | undefined => {
  const parts = posix
    .normalize(`/${path}`)
    .replace(/(?<=.)\/$/, '')
    .split('/')
  let best: { route: Route; length: number } | undefined
  for (const [key, route] of routesOf(app)) {
    const keys = partsOf(key)
    if (keys.length > parts.length || keys.length < (best?.length ?? 0)) continue
    if (keys.every((part, at) => part === parts[at])) best = { route, length: keys.length }
  }
  // A route without a folder is what the real stack takes for no route.
  if (!best || best.route.folder === '') return undefined
  return { route: best.route, rest: parts.slice(best.length).join('/') }
}
