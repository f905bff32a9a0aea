import type { Build } from '../build/build.js'
import { doctypesIn } from '../bundle/find-doctypes.js'
import { notificationCategories } from '../bundle/find-notifications.js'
import { parseProgram, type BuiltProgram } from '../bundle/program.js'
import { membersOf } from '../json/is-object.js'
import type { Step } from '../json/json-tree.js'
import { valuesAt } from '../json/values-at.js'
import { nearest } from '../problems/nearest.js'
import type { Check, Finding, Subject } from './check.js'
import { permits, permittedDoctypes } from './permits.js'

interface Bundle {
  file: string
  /** What of the manifest names it. */
  path: readonly Step[]
}

const bundlesOf = ({ kind, manifest }: Subject, build: Build): Bundle[] => {
  const named: Bundle[] =
    kind === 'konnector'
      ? [{ file: 'index.js', path: [] }]
      : valuesAt(manifest, 'services.*.file').map(({ path, value }) => ({ file: String(value), path }))
  return named.filter(({ file }) => /\.[cm]?js$/.test(file) && build.has(file))
}

const doctypeFindings = (
  { manifest }: Subject,
  build: Build,
  { file }: Bundle,
  program: BuiltProgram
): Finding[] => {
  const map = build.has(`${file}.map`) ? { map: build.read(`${file}.map`) } : {}
  const { literal, computed } = doctypesIn(program, map)
  const permitted = permittedDoctypes(manifest)
  return [
    ...literal
      .filter(doctype => !permits(permitted, doctype))
      .map((doctype): Finding => {
        const meant = nearest(doctype, permitted)
        const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`
        return {
          code: 'doctype-not-permitted',
          path: ['permissions'],
          at: 'key',
          message: `${file} names ${doctype}, and the manifest asks no permission for it`,
          advice: `Add { "type": "${doctype}" }.${hint}`
        }
      }),
    ...computed.map((beginning): Finding => ({
      code: 'doctype-computed',
      path: ['permissions'],
      at: 'key',
      message: `${file} puts a doctype together that starts with "${beginning}", which cannot be checked`,
      advice: 'Write the doctype as one text, or make sure that each one has its permission.'
    }))
  ]
}

const notificationFindings = ({ manifest }: Subject, { file }: Bundle, program: BuiltProgram): Finding[] => {
  const declared = membersOf(manifest.notifications).map(([name]) => name)
  return notificationCategories(program)
    .filter(category => !declared.includes(category))
    .map(category => {
      const meant = nearest(category, declared)
      return {
        code: 'notification-undeclared',
        path: ['notifications'],
        at: 'key',
        message: `${file} sends "${category}", which the manifest does not declare`,
        advice: meant === undefined ? `Add "${category}": { "description": … }.` : `Did you mean "${meant}"?`
      }
    })
}

const findingsIn = (subject: Subject, build: Build, bundle: Bundle): Finding[] => {
  try {
    const program = parseProgram(build.read(bundle.file))
    return [
      ...doctypeFindings(subject, build, bundle, program),
      ...notificationFindings(subject, bundle, program)
    ]
  } catch (error) {
    if ((error as Error).name !== 'SyntaxError') throw error
    return [
      {
        code: 'bundle-unreadable',
        path: bundle.path,
        message: `${bundle.file} is no JavaScript (${(error as Error).message})`,
        advice: 'Build it again.'
      }
    ]
  }
}

/** What the built programs do, held against what the manifest says: doctypes and notifications. */
export const checkBundles: Check = subject => {
  const { build } = subject
  if (!build) return []
  const bundles = bundlesOf(subject, build)
  const once = bundles.filter(({ file }, index) => bundles.findIndex(other => other.file === file) === index)
  return once.flatMap(bundle => findingsIn(subject, build, bundle))
}
