import { fromRoot, type Build } from '../build/build.js'
import { adviceForPath, builtName, proposeFile } from '../build/propose.js'
import { valuesAt } from '../json/values-at.js'
import type { Step } from '../json/json-tree.js'
import type { Check, Finding } from './check.js'

const SOURCE = /(^|\/)src\/|\.([cm]?tsx?|jsx)$/

const sourceFinding = (path: readonly Step[], file: string, build: Build | undefined): Finding => {
  const proposed = (build && proposeFile(file, build)) ?? builtName(file)
  return {
    code: 'service-file-is-source',
    path,
    message: `"${file}" is a source, and the stack runs the built file`,
    advice: `Write "file": "${proposed}", its path in the build.`
  }
}

/** Each service's file: a built one, and there. `services/x.js` and `/services/x.js` are the same. */
export const checkServiceFiles: Check = ({ manifest, build }) =>
  valuesAt(manifest, 'services.*.file').flatMap(({ path, value }): Finding[] => {
    if (typeof value !== 'string' || build?.has(value)) return []
    if (SOURCE.test(value)) return [sourceFinding(path, value, build)]
    if (!build) return []
    return [
      {
        code: 'service-file-missing',
        path,
        message: `there is no ${fromRoot(value)} in the build`,
        advice: adviceForPath(value, build)
      }
    ]
  })
