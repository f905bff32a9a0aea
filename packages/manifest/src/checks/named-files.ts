import { fromRoot } from '../build/build.js'
import { adviceForPath } from '../build/propose.js'
import { valuesAt } from '../json/values-at.js'
import type { Check } from './check.js'

/** The attributes whose values are files of the build. Services have a check of their own. */
const FILES = [
  'icon',
  'screenshots[]',
  'partnership.icon',
  'notifications.*.templates.*',
  'on_delete_account'
] as const

const isElsewhere = (path: string): boolean => /^(https?:|data:)/.test(path)

/** Files that the manifest names and that are not in the build. */
export const checkNamedFiles: Check = ({ manifest, build }) =>
  build
    ? FILES.flatMap(pattern => valuesAt(manifest, pattern)).flatMap(({ path, value }) => {
        if (typeof value !== 'string' || value === '' || isElsewhere(value)) return []
        const file = value.replace(/^file:/, '')
        return build.has(file)
          ? []
          : {
              code: 'file-missing',
              path,
              message: `there is no ${fromRoot(file)} in it`,
              advice: adviceForPath(file, build)
            }
      })
    : []
