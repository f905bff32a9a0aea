/**
 * The Nx plugin: a folder with a manifest is a project with all its targets. Nx loads it through `plugin.js`.
 *
 * @module
 */
export { inferProjects, type PluginOptions } from './infer-projects.js'
export { NX_ERRORS } from './errors.js'
