import type { Instance } from '../instances/api.js'
import type { Installed, InstallKind } from './api.js'
import type { Work } from './source-installer.js'
import { parseSource } from './sources/parse-source.js'
import { update } from './update.js'

/**
 * Fetches the code of an application again where its copy is not here: another stack on the same CouchDB has installed
 * it, or somebody has emptied the folder. Where its source has another version by now, the application is updated.
 */
export const restoreCopy = async (
  work: Work,
  instance: Instance,
  kind: InstallKind,
  app: Installed
): Promise<Installed> => {
  if (await work.copies.has(instance, kind, app)) return app
  const { slug, version } = app
  const fetched = await work.fetching.fetch(instance, kind, slug, parseSource(app.source))
  try {
    if (fetched.version(String(fetched.fields['version'])) === version) {
      await work.copies.add(instance, kind, slug, version, folder => fetched.copyTo(folder))
      return app
    }
  } finally {
    await fetched.close()
  }
  return update(work, instance, kind, app, {}, () => undefined)
}
