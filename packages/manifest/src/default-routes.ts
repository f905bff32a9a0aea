import type { Route } from './types.js'

/**
 * The one route of a web app whose manifest names none, made anew for each caller.
 * The real stack stores it with the app (model/app/webapp.go, `ReadManifest`).
 */
export const defaultRoutes = (): Record<string, Route> => ({
  '/': { folder: '/', index: 'index.html', public: false }
})
