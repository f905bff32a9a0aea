// What a server needs to install a program, without anything of the checks: it loads in a millisecond or two.
export { defaultRoutes } from './default-routes.js'
export * from './types.js'
