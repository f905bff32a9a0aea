import { describe, expect, it } from '@jest/globals'
import { checkManifest } from '../check-manifest.js'
import { formatProblems } from '../problems/format-problems.js'
import { linesFor } from '../testing/checked.js'

const linesOfText = (text: string): string[] =>
  formatProblems(checkManifest({ text, file: 'manifest.webapp' }))
    .split('\n')
    .slice(0, -1)

describe('types of attributes', () => {
  it.each([
    [
      { icon: ['icon.svg'] },
      'manifest.webapp:7:11 error: Failed to accept the manifest: expected icon to be a path in the build, with forward slashes, got ["icon.svg"] (a list). Write, for instance, "icon": "icon.svg". [attribute-invalid]'
    ],
    [
      { slug: 'My Banks' },
      'manifest.webapp:3:11 error: Failed to accept the manifest: expected slug to be lower-case letters, digits and dashes, got "My Banks" (a text). Write, for instance, "slug": "banks". [attribute-invalid]'
    ],
    [
      { type: 'webap' },
      'manifest.webapp:6:11 error: Failed to accept the manifest: expected type to be "webapp", got "webap" (a text). Did you mean "webapp"? [attribute-invalid]'
    ],
    [
      { permissions: { bills: { type: 'io.cozy.bills', verbs: ['get'] } } },
      'manifest.webapp:11:9 error: Failed to accept the manifest: expected permissions.bills.verbs[0] to be one of "ALL", "GET", "POST", "PUT", "PATCH", "DELETE", got "get" (a text). Did you mean "GET"? [attribute-invalid]'
    ],
    [
      { permissions: { bills: { type: 'io.cozy.bills', verbs: ['PTU'] } } },
      'manifest.webapp:11:9 error: Failed to accept the manifest: expected permissions.bills.verbs[0] to be one of "ALL", "GET", "POST", "PUT", "PATCH", "DELETE", got "PTU" (a text). Did you mean "PUT"? [attribute-invalid]'
    ],
    [
      { permissions: { bills: { type: 'io.cozy.bills', verbs: ['READ'] } } },
      'manifest.webapp:11:9 error: Failed to accept the manifest: expected permissions.bills.verbs[0] to be one of "ALL", "GET", "POST", "PUT", "PATCH", "DELETE", got "READ" (a text). Write one of them. [attribute-invalid]'
    ],
    [
      { permissions: { all: { type: 'io.cozy.*' } } },
      'manifest.webapp:9:15 error: Failed to accept the manifest: expected permissions.all.type to be a doctype such as "io.cozy.bank.operations", or "io.cozy.bank.*" for all below "io.cozy.bank", got "io.cozy.*" (a text). Write, for instance, "type": "io.cozy.bank.operations". [attribute-invalid]'
    ],
    [
      { manifest_version: true },
      'manifest.webapp:7:23 error: Failed to accept the manifest: expected manifest_version to be a text or a whole number from 1, got true. Write, for instance, "manifest_version": "2". [attribute-invalid]'
    ],
    [
      { permissions: ['io.cozy.bills'] },
      'manifest.webapp:7:18 error: Failed to accept the manifest: expected permissions to be an object, each member an object, got ["io.cozy.bills"] (a list). Write, for instance, "permissions": {"operations":{"type":"io.cozy.bank.operations"}}. [attribute-invalid]'
    ],
    [
      { services: { daily: { type: 'node' } } },
      'manifest.webapp:8:5 error: Failed to accept the manifest: expected services.daily to have an attribute "file". Add "file": "services/onOperationCreate.js". [attribute-missing]'
    ]
  ])('are told of %j', (attributes, line) => {
    expect(linesFor(attributes)).toEqual([line])
  })

  it.each([
    [
      { time_interval: [15] },
      'manifest.konnector:7:20 error: Failed to accept the manifest: expected time_interval to be a list of 2 items, each a whole number from 0 to 24, got [15] (a list). Write, for instance, "time_interval": [15,21]. [attribute-invalid]'
    ],
    [
      { banksTransactionRegExp: '(debug' },
      'manifest.konnector:7:29 error: Failed to accept the manifest: expected banksTransactionRegExp to be a regular expression, got "(debug" (a text). Write, for instance, "banksTransactionRegExp": "\\\\bdebug\\\\b". [attribute-invalid]'
    ],
    [
      { oauth: { scope: true } },
      'manifest.konnector:8:14 error: Failed to accept the manifest: expected oauth.scope to be a text or a list, each item a text or false or null, got true. Write, for instance, "scope": ["read","write"]. [attribute-invalid]'
    ]
  ])('are told of %j in a konnector', (attributes, line) => {
    expect(linesFor(attributes, { kind: 'konnector' })).toEqual([line])
  })

  it('are told of what the documentation requires and the stack does not', () => {
    expect(linesOfText('{ "name": "Banks", "slug": "banks", "type": "webapp" }')).toEqual([
      'manifest.webapp:1:1 warning: Failed to find editor: the documentation requires it; the stack installs without it. Add "editor": "Cozy". [attribute-recommended]',
      'manifest.webapp:1:1 warning: Failed to find version: the documentation requires it; the stack installs without it. Add "version": "1.0.0". [attribute-recommended]'
    ])
  })
})

describe('names of attributes', () => {
  it('are told where nobody knows them', () => {
    const services = { daily: { type: 'node', file: 'daily.js', triger: '@cron 0 0 5 * * *' } }
    expect(linesFor({ permisions: {}, banana: 1, services })).toEqual([
      'manifest.webapp:7:3 warning: Failed to recognize permisions: there is no attribute "permisions" here. Did you mean "permissions"? [attribute-unknown]',
      'manifest.webapp:8:3 warning: Failed to recognize banana: there is no attribute "banana" here. Remove it, or correct its name. [attribute-unknown]',
      'manifest.webapp:13:7 warning: Failed to recognize services.daily.triger: there is no attribute "triger" here. Did you mean "trigger"? [attribute-unknown]'
    ])
  })

  it('are told where they belong to the other kind', () => {
    expect(linesFor({ frequency: 'daily' })).toEqual([
      'manifest.webapp:7:3 warning: Failed to use frequency: only a manifest.konnector has "frequency". Remove it. [attribute-of-other-kind]'
    ])
    expect(linesFor({ routes: {} }, { kind: 'konnector' })).toEqual([
      'manifest.konnector:7:3 warning: Failed to use routes: only a manifest.webapp has "routes". Remove it. [attribute-of-other-kind]'
    ])
  })

  it('are told where the stack writes them', () => {
    expect(linesFor({ state: 'ready' })).toEqual([
      'manifest.webapp:7:3 warning: Failed to use state: the stack writes it itself, over what the manifest says. Remove it. [attribute-of-stack]'
    ])
  })

  it('are told where their value is null, unless null means something', () => {
    expect(linesFor({ locales: null })).toEqual([
      'manifest.webapp:7:14 warning: Failed to use locales: its value is null, which the stack takes for absent. Remove it, or give it a value. [attribute-null]'
    ])
    expect(linesFor({ oauth: { scope: null } }, { kind: 'konnector' })).toEqual([])
  })

  it('are told where they stand twice', () => {
    const text = `{ "name": "Banks", "slug": "banks", "editor": "Cozy", "type": "webapp", "version": "1.0.0",
  "services": { "a": { "file": "a.js" }, "a": { "file": "b.js" } } }`
    expect(linesOfText(text)).toEqual([
      'manifest.webapp:2:17 warning: Failed to use services.a: "a" stands 2 times in one object, and only the last one counts. Keep one of them. [attribute-duplicate]'
    ])
  })

  it('are free in the group of advanced fields, in parameters and in locales', () => {
    const fields = {
      login: { type: 'text' },
      advancedFields: { folderPath: { advanced: true, isRequired: false } }
    }
    const attributes = { fields, parameters: { any: 1 }, locales: { fr: { any: 'x' } } }
    expect(linesFor(attributes, { kind: 'konnector' })).toEqual([])
  })
})

describe('values of attributes', () => {
  it('are told where they look like a known one, and are free otherwise', () => {
    expect(linesFor({ categories: ['bankng', 'gardening'] })).toEqual([
      'manifest.webapp:8:5 warning: Failed to recognize categories[0]: "bankng" is none of the known values. Did you mean "banking"? [value-unknown]'
    ])
    expect(linesFor({ fields: { secret: { type: 'pasword' } } }, { kind: 'konnector' })).toEqual([
      'manifest.konnector:9:15 warning: Failed to recognize fields.secret.type: "pasword" is none of the known values. Did you mean "password"? [value-unknown]'
    ])
  })

  it('are told where an intent needs a permission', () => {
    const intents = [{ action: 'PICK', type: ['io.cozy.files', 'image/*'], href: '/pick' }]
    expect(linesFor({ intents })).toEqual([
      'manifest.webapp:11:9 warning: Failed to offer intents[0].type[0]: the manifest asks no permission for io.cozy.files. Add { "type": "io.cozy.files" } to "permissions". [intent-not-permitted]'
    ])
    expect(linesFor({ intents, permissions: { files: { type: 'io.cozy.files' } } })).toEqual([])
  })

  it('are told where an interval does not end after its start', () => {
    expect(linesFor({ time_interval: [22, 4] }, { kind: 'konnector' })).toEqual([
      'manifest.konnector:7:20 warning: Failed to make sense of time_interval: it starts at 22 and ends at 4. Write the earlier hour first; an interval cannot go past midnight. [time-interval-order]'
    ])
  })

  it('are told where the flagship app would hand nothing over', () => {
    expect(linesFor({ accept_from_flagship: true })).toEqual([
      'manifest.webapp:7:27 warning: Failed to make sense of accept_from_flagship: nothing says which documents are accepted. Add "accept_documents_from_flagship" with at least its two limits. [flagship-limits]'
    ])
  })
})
