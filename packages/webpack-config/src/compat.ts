import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildError } from './errors.js'
import { inWorkspace } from './runtime-files.js'

const LIBRARY = 'cozy-konnector-libs'

/** The folder of `@cozy-jobs/konnector`: that of the job, else the one beside this package. */
const konnectorPackage = (folder: string): string => {
  for (const from of [pathToFileURL(join(folder, 'package.json')).href, import.meta.url]) {
    try {
      return dirname(createRequire(from).resolve('@cozy-jobs/konnector/package.json'))
    } catch {
      // Looked for at the next place.
    }
  }
  throw buildError(
    'settingsUnreadable',
    'package.json',
    '"compat" needs @cozy-jobs/konnector, which is not installed (npm install @cozy-jobs/konnector)'
  )
}

/** What webpack's `resolve` takes besides, for a job that says `"compat": true`. */
export interface CompatResolve {
  alias: Record<string, string>
  fallback: Record<string, string | false>
}

/**
 * Puts `@cozy-jobs/konnector/compat` where a konnector asks for cozy-konnector-libs, or for a module of it
 * (`cozy-konnector-libs/dist/libs/saveFiles`). `request`, which came along with it, is
 * stood for.
 */
export const compatResolve = (folder: string, compat: boolean): CompatResolve => {
  if (!compat) return { alias: {}, fallback: {} }
  const compatFolder = join(konnectorPackage(folder), inWorkspace() ? 'src' : 'dist', 'compat')
  return {
    alias: {
      [`${LIBRARY}$`]: join(compatFolder, 'index'),
      [`${LIBRARY}/dist/libs`]: join(compatFolder, 'libs'),
      [`${LIBRARY}/dist/helpers`]: join(compatFolder, 'helpers'),
      // Nobody keeps it, and it looks for globals of a browser.
      request$: join(compatFolder, 'packages/request'),
      [`${LIBRARY}/dist$`]: join(compatFolder, 'index')
    },
    // What draws pages for pdfjs-dist, of which konnectors take the text alone.
    fallback: { canvas: false }
  }
}
