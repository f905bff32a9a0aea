import { readFileSync } from 'node:fs'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { importsOf } from './imports-of.mjs'

/** What a package may hold beside its code. */
const BESIDE =
  /^(package\.json|README\.md|LICENSE|bin\/|dist\/|assets\/|schema\/|runtime\/|templates\/|generators\/|types\/)/

/** Own files of one package, each started or imported by its path. */
const OWN = /^(plugin\.js|traffic-preload\.mjs|[a-z-]+\.cjs|LICENSES?-[\w-]+)$/

const FORBIDDEN = /(^|\/)(testing|__tests__|node_modules)\/|\.test\.[cm]?js$|\.tsbuildinfo$|\.js\.map$|^src\//

/**
 * Resolution kinds that say nothing of ours: Node 10 knows no exports, and what CommonJS gets from an ES module is right
 * from Node 20.19 on, the oldest that we support.
 */
const OF_NO_CONCERN = new Set(['NoResolution:node10', 'CJSResolvesToESM'])

/** Types of cheerio name it, which brings it along. */
const BROUGHT_ALONG = 'domhandler'

/** cozy-client's types tell of its parts for browsers too, in every version of it. */
const TYPES_OF_OTHERS = new Set(['@cozy-jobs/cozy-client'])

const concerns = ({ kind, resolutionKind, entrypoint }) =>
  !OF_NO_CONCERN.has(kind) &&
  !OF_NO_CONCERN.has(`${kind}:${resolutionKind}`) &&
  // A schema is read as text, a preload by its path.
  !/\.(json|cjs)$/.test(entrypoint ?? '')

const contentProblems = ({ contents }) => [
  ...['package.json', 'README.md', 'LICENSE']
    .filter(name => !contents.includes(name))
    .map(name => `${name} is absent`),
  ...contents
    .filter(path => FORBIDDEN.test(path) && !path.startsWith('templates/'))
    .map(path => `${path} is of no use to who installs it`),
  ...contents.filter(path => !BESIDE.test(path) && !OWN.test(path)).map(path => `${path} is not expected`)
]

const typeProblems = async data => {
  const result = await checkPackage(createPackageFromTarballData(data))
  return (result.problems ?? []).filter(concerns).map(problem => `types: ${JSON.stringify(problem)}`)
}

const manifestProblems = async data => {
  const { messages, pkg } = await publint({
    pack: { tarball: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) },
    level: 'warning'
  })
  return messages.map(message => `publint: ${formatMessage(message, pkg, { color: false })}`)
}

const importProblems = ({ manifest, imports }) => {
  const { name, dependencies, peerDependencies } = manifest
  const known = new Set([
    name,
    BROUGHT_ALONG,
    ...Object.keys(dependencies ?? {}),
    ...Object.keys(peerDependencies ?? {})
  ])
  return [...imports]
    .filter(([imported]) => !known.has(imported))
    .map(([imported, by]) => `${by} imports ${imported}, which is no dependency`)
}

/** What is wrong with packed packages, a line for each; none where all is well. */
export const checkPackages = async packages => {
  const problems = []
  for (const one of packages) {
    const data = new Uint8Array(readFileSync(one.file))
    const found = [
      ...contentProblems(one),
      ...importProblems({ ...one, imports: await importsOf(one.file) }),
      ...(await manifestProblems(data)),
      ...((one.manifest.exports || one.manifest.main) && !TYPES_OF_OTHERS.has(one.name)
        ? await typeProblems(data)
        : [])
    ]
    problems.push(...found.map(problem => `${one.name}: ${problem}`))
  }
  return problems
}
