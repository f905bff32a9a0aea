import { describe, expect, it } from '@jest/globals'
import { defaultRoutes } from './default-routes.js'
import { parseManifest } from './parse-manifest.js'

describe('parseManifest', () => {
  it('fills in the defaults of a web app', () => {
    expect(parseManifest('{ "name": "Banks" }', 'webapp')).toEqual({
      name: 'Banks',
      categories: ['others'],
      permissions: {},
      notifications: {},
      routes: defaultRoutes(),
      services: {},
      intents: [],
      accept_from_flagship: false
    })
  })

  it('fills in the defaults of a konnector', () => {
    expect(parseManifest('{}', 'konnector')).toEqual({
      categories: ['others'],
      permissions: {},
      notifications: {},
      frequency: 'weekly',
      time_interval: [0, 5],
      fields: {},
      clientSide: false
    })
  })

  it('fills in the defaults of what lies within', () => {
    const text = `{
      "permissions": { "bills": { "type": "io.cozy.bills" } },
      "routes": { "/public": { "folder": "/public", "public": true } },
      "services": { "daily": { "file": "daily.js" } },
      "notifications": { "balance": { "stateful": true } }
    }`
    expect(parseManifest(text, 'webapp')).toMatchObject({
      permissions: { bills: { type: 'io.cozy.bills', verbs: ['ALL'] } },
      routes: { '/public': { folder: '/public', index: '', public: true } },
      services: { daily: { type: 'node', file: 'daily.js' } },
      notifications: { balance: { collapsible: false, multiple: false, stateful: true } }
    })
  })

  it('takes null and an empty list of categories for absent', () => {
    expect(parseManifest('{ "routes": null, "categories": [] }', 'webapp')).toMatchObject({
      routes: defaultRoutes(),
      categories: ['others']
    })
  })

  it('keeps what it does not know, and what has the wrong type', () => {
    expect(parseManifest('{ "own": { "x": 1 }, "services": [], "fields": 3 }', 'webapp')).toMatchObject({
      own: { x: 1 },
      services: [],
      fields: 3
    })
  })

  it('gives each caller a copy of the defaults', () => {
    const first = parseManifest('{}', 'webapp')
    first.routes['/admin'] = { folder: '/', index: 'admin.html', public: false }
    first.categories.push('banking')
    expect(parseManifest('{}', 'webapp')).toMatchObject({ routes: defaultRoutes(), categories: ['others'] })
  })

  it('says line and column of the first mistake', () => {
    expect(() => parseManifest('{\n  "name": "Banks",\n}', 'webapp')).toThrow(
      'Failed to read manifest.webapp, line 3, column 1: the name of an attribute is missing. Write "name": value, and no comma after the last one.'
    )
  })

  it('refuses JSON that is no object', () => {
    expect(() => parseManifest('[]', 'konnector')).toThrow(
      'Failed to read manifest.konnector: it holds no JSON object. Write { "name": … }.'
    )
  })
})
