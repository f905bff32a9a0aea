/** The groups of routes that the real stack looks at an instance before: those of pages, and those of its API. */
export type RouteGroup = 'pages' | 'api'

const PAGES = ['auth', 'public', '.well-known']

/** Apps, konnectors, settings and compat are in none: they are served whatever state the instance is in. */
const API = [
  'registry',
  'data',
  'files',
  'contacts',
  'intents',
  'jobs',
  'notifications',
  'move',
  'permissions',
  'realtime',
  'notes',
  'office',
  'remote',
  'sharings',
  'bitwarden',
  'shortcuts',
  'ai'
]

/** The groups whose routes need an instance, in whatever state. */
const ANY_STATE = ['apps', 'konnectors', 'settings', 'compat']

const firstName = (path: string): string => path.split('/')[1] ?? ''

/** The group that a path is in, whether a route takes it or not. */
export const groupOf = (method: string, path: string): RouteGroup | undefined => {
  if (path === '/') return method === 'GET' ? 'pages' : undefined
  const name = firstName(path)
  if (PAGES.includes(name)) return 'pages'
  return API.includes(name) ? 'api' : undefined
}

/** Whether the real stack asks for the instance of a path before its route: who has moved is led on from there. */
export const needsInstance = (method: string, path: string): boolean =>
  groupOf(method, path) !== undefined || ANY_STATE.includes(firstName(path))
