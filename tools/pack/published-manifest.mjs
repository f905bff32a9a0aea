const SOURCE = '@cozy-jobs/source'

/** The exports without what only this repository has: sources, and what tests alone ask for. */
const publishedExports = exports =>
  Object.fromEntries(
    Object.entries(exports).flatMap(([path, target]) => {
      if (typeof target === 'string') return [[path, target]]
      const conditions = Object.entries(target).filter(([condition]) => condition !== SOURCE)
      return conditions.length === 0 ? [] : [[path, Object.fromEntries(conditions)]]
    })
  )

/** What a user gets instead of a library: the same under its name, without the packages that no job needs. */
const SUBSTITUTES = { 'cozy-client': '@cozy-jobs/cozy-client' }

/** What plain Node needs beside cozy-client here: the substitute has it. */
const PEERS_OF_COZY_CLIENT = new Set(['cozy-device-helper', 'cozy-flags', 'cozy-logger'])

const publishedDependencies = (dependencies, version) =>
  Object.fromEntries(
    Object.entries(dependencies)
      .filter(([name]) => !PEERS_OF_COZY_CLIENT.has(name))
      .map(([name, range]) => [
        name,
        SUBSTITUTES[name] === undefined ? range : `npm:${SUBSTITUTES[name]}@${version}`
      ])
  )

/**
 * The package.json that a user gets: no condition that leads to sources, which are not in the package; nothing
 * for development.
 *
 * @param {Record<string, any>} manifest as it stands in the repository
 * @param {object} [repository] where it is published from, which the registry holds against the provenance
 */
export const publishedManifest = (manifest, repository) => {
  const { scripts: _scripts, devDependencies: _development, dependencies, exports, ...rest } = manifest
  return {
    ...rest,
    ...(dependencies === undefined
      ? {}
      : { dependencies: publishedDependencies(dependencies, rest.version) }),
    ...(exports === undefined ? {} : { exports: publishedExports(exports) }),
    ...(repository === undefined ? {} : { repository }),
    publishConfig: { access: 'public' }
  }
}
