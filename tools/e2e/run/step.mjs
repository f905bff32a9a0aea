/**
 * One check of the run: what it shows, and what does it. It has passed where nothing is thrown.
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {(scene: import('./scene.mjs').Scene) => Promise<string | void>} run - may answer a remark for the table
 * @property {boolean} installs - most of its time belongs to a package registry
 */

/** @returns {Step} */
export const step = (name, run) => ({ name, run, installs: false })

/** A step whose time is that of a package manager. @returns {Step} */
export const installation = (name, run) => ({ name, run, installs: true })
