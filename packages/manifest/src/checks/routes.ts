import { fromRoot } from '../build/build.js'
import { adviceForPath } from '../build/propose.js'
import { isObject, membersOf } from '../json/is-object.js'
import type { Check, Finding } from './check.js'

/** Routes whose folder or page is not in the build. The default route is no promise: it is not looked for. */
export const checkRoutes: Check = ({ manifest, build }) =>
  membersOf(manifest.routes).flatMap(([name, route]): Finding[] => {
    const path = ['routes', name]
    const misplaced: Finding[] = name.startsWith('/')
      ? []
      : [
          {
            code: 'route-missing',
            path,
            at: 'key',
            message: 'requests start with a slash, so none would ever match it',
            advice: `Write "/${name}".`
          }
        ]
    if (!build || !isObject(route) || typeof route.folder !== 'string') return misplaced
    const { folder, index } = route
    if (!build.hasFolder(folder)) {
      return [
        ...misplaced,
        {
          code: 'route-missing',
          path: [...path, 'folder'],
          message: `there is no folder ${fromRoot(folder)} in the build`,
          advice: 'Build first, or name a folder of the build.'
        }
      ]
    }
    if (typeof index !== 'string' || index === '' || build.has(`${folder}/${index}`)) return misplaced
    return [
      ...misplaced,
      {
        code: 'route-missing',
        path: [...path, 'index'],
        message: `there is no ${fromRoot(`${folder}/${index}`)} in the build`,
        advice: adviceForPath(index, build)
      }
    ]
  })
