import { FAMILIES } from '../families.js'
import type { RouteFamily } from '../server/family.js'
import type { ServedRoute } from '../server/served-routes.js'
import { missingRoutes } from './missing-routes.js'
import { recordedAnswers, type ConformanceReport, type Recorded } from './recorded-answers.js'

const PORTS = { instance: 'instances', admin: 'admin' } as const

/** In the order of the page. */
const sorted = (routes: readonly ServedRoute[]): ServedRoute[] =>
  routes
    .filter(route => !route.notImplemented)
    .sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method))

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const codeOf = (text: string): string => `\`${text}\``

const groundOf = (recorded: Recorded | undefined): string =>
  recorded ? `recorded, ${recorded.passed} of ${recorded.all}` : 'documented'

const routeLines = (
  { name, port, differences = {} }: RouteFamily,
  routes: readonly ServedRoute[],
  recorded: Map<ServedRoute, Recorded>
): string[] =>
  sorted(routes.filter(route => route.family === name && route.port === port)).map(route => {
    const key = `${route.method} ${route.path}`
    return `| ${codeOf(key)} | ${groundOf(recorded.get(route))} | ${differences[key] ?? ''} |`
  })

const familySection = (
  family: RouteFamily,
  routes: readonly ServedRoute[],
  recorded: Map<ServedRoute, Recorded>
): string[] => {
  const lines = routeLines(family, routes, recorded)
  const table = ['| route | answers | differences |', '| --- | --- | --- |', ...lines, '']
  return [
    `## ${family.name} (port of ${family.port === 'admin' ? 'the administration' : 'instances'})`,
    '',
    family.fidelity,
    '',
    ...(lines.length > 0 ? table : [])
  ]
}

const missingSection = (routes: readonly ServedRoute[]): string[] =>
  (['instance', 'admin'] as const).flatMap(port => [
    `### Port: ${PORTS[port]}`,
    '',
    ...missingRoutes(port, routes).map(line => `- ${codeOf(line)}`),
    ''
  ])

/** `docs/reference/fidelity.md`: written from the routes that a stack has, and the answers that pass. */
export const fidelityPage = (routes: readonly ServedRoute[], report: ConformanceReport): string => {
  const recorded = recordedAnswers(routes, report)
  return [
    '# What the embedded stack answers',
    '',
    'One line for each route, from the code itself and the last full `npm run conformance`',
    '(`npm run generate -w packages/stack` writes this page, `npm run check` compares). _Recorded, 5 of 6_: the real',
    'stack was asked six times, and five answers here are the same. _Documented_: built from the written documentation',
    'alone. A route that the real stack has and this one lacks answers 501 and names this page; one that nobody has',
    'answers 404.',
    '',
    ...FAMILIES.flatMap(family => familySection(family, routes, recorded)),
    '## Not there: 501',
    '',
    ...missingSection(routes)
  ].join('\n')
}
