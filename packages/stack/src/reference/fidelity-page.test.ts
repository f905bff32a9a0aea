import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { FAMILIES } from '../families.js'
import type { ServedRoute } from '../server/served-routes.js'
import { startTestStack, type TestStack } from '../testing/test-stack.js'
import { fidelityPage } from './fidelity-page.js'
import { recordedAnswers, routeOf, type ConformanceReport } from './recorded-answers.js'

let test: TestStack

beforeAll(async () => {
  test = await startTestStack()
})

afterAll(() => test.stack.close())

const referenceOf = (file: string): string =>
  readFileSync(new URL(`../../../../docs/reference/${file}`, import.meta.url), 'utf8')

const tidy = (text: string): string =>
  text
    .replaceAll(/ +\|/g, ' |')
    .replaceAll(/-{3,}/g, '---')
    .replaceAll(/\\(?=[_*])/g, '')

describe('the page on fidelity', () => {
  it('says what the routes and the last conformance run say', () => {
    const report = JSON.parse(referenceOf('conformance.json')) as ConformanceReport
    expect(tidy(referenceOf('fidelity.md'))).toBe(tidy(fidelityPage(test.stack.routes, report)))
  })

  it('names differences of routes that are there', () => {
    const named = FAMILIES.flatMap(({ name, differences = {} }) =>
      Object.keys(differences).map(route => `${name} ${route}`)
    )
    const served = test.stack.routes.map(({ family, method, path }) => `${family} ${method} ${path}`)
    expect(named.filter(route => !served.includes(route))).toEqual([])
  })
})

describe('the route of a recorded request', () => {
  const route = (method: string, path: string): ServedRoute => ({
    port: 'instance',
    family: 'files',
    method,
    path,
    notImplemented: false
  })
  const routes = ['/files/:id', '/files/metadata', '/files/:id/versions', '/files/*', '//:slug/*'].map(path =>
    route('GET', path)
  )

  it.each([
    ['GET /files/metadata?Path=/a', '/files/metadata'],
    ['GET /files/{{file}}', '/files/:id'],
    ['GET /files/{{file}}/versions', '/files/:id/versions'],
    ['GET /files/a/b/c', '/files/*'],
    ['PUT /files/a', undefined],
    ['GET //svcdemo/files/a', '//:slug/*']
  ])('of %s is %s', (request, path) => expect(routeOf(routes, request)?.path).toBe(path))

  it('counts what passes and what does not', () => {
    const recorded = recordedAnswers(routes, {
      'files/files': {
        passed: { one: 'GET /files/a', two: 'GET /files/b' },
        failed: { three: 'GET /files/c' }
      }
    })
    expect([...recorded.values()]).toEqual([{ passed: 2, all: 3 }])
  })
})
