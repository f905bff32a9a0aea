import { describe, expect, it } from '@jest/globals'
import { linesFor } from '../testing/checked.js'
import { withFolder } from '../testing/temporary-folder.js'

const permissions = {
  operations: { type: 'io.cozy.bank.operations' },
  settings: { type: 'io.cozy.settings' }
}
const services = { daily: { type: 'node', file: 'services/daily.js' } }

const linesOf = (bundle: string, attributes: Record<string, unknown> = { permissions, services }): string[] =>
  withFolder({ services: { 'daily.js': bundle } }, build => linesFor(attributes, { build }))

describe('doctypes of a bundle', () => {
  it('are right where the manifest asks for them', () => {
    expect(
      linesOf(`Q("io.cozy.bank.operations");Q("io.cozy.settings").getById("io.cozy.settings.flags")`)
    ).toEqual([])
  })

  it('are right below a doctype with a star, and with the star itself', () => {
    const bundle = `Q("io.cozy.bank");Q("io.cozy.bank.accounts.stats")`
    expect(linesOf(bundle, { services, permissions: { bank: { type: 'io.cozy.bank.*' } } })).toEqual([])
    expect(linesOf(bundle, { services, permissions: { all: { type: '*' } } })).toEqual([])
  })

  it('are missing where the manifest does not ask for them', () => {
    expect(linesOf(`Q("io.cozy.bank.operation");Q("io.cozy.todos")`)).toEqual([
      'manifest.webapp:7:3 warning: Failed to find a permission in permissions: services/daily.js names io.cozy.bank.operation, and the manifest asks no permission for it. Add { "type": "io.cozy.bank.operation" }. Did you mean "io.cozy.bank.operations"? [doctype-not-permitted]',
      'manifest.webapp:7:3 warning: Failed to find a permission in permissions: services/daily.js names io.cozy.todos, and the manifest asks no permission for it. Add { "type": "io.cozy.todos" }. [doctype-not-permitted]'
    ])
  })

  it('cannot be checked where they are computed', () => {
    expect(linesOf(`Q("io.cozy."+x)`)).toEqual([
      'manifest.webapp:7:3 warning: Failed to check permissions: services/daily.js puts a doctype together that starts with "io.cozy.", which cannot be checked. Write the doctype as one text, or make sure that each one has its permission. [doctype-computed]'
    ])
  })

  it('are told by the source map beside the bundle from those of libraries', () => {
    const map = (source: string) =>
      JSON.stringify({ version: 3, sources: [`webpack://job/${source}`], names: [], mappings: 'AAAA' })
    const codes = (source: string) =>
      withFolder({ services: { 'daily.js': 'Q("io.cozy.todos")', 'daily.js.map': map(source) } }, build =>
        linesFor({ permissions, services }, { build }).map(line => line.split(/[[\]]/).at(-2))
      )
    expect(codes('./node_modules/lib/index.js')).toEqual([])
    expect(codes('@cozy-jobs/konnector/src/bills/save-bills.ts')).toEqual([])
    expect(codes('./src/daily.ts')).toEqual(['doctype-not-permitted'])
  })

  it('are looked for once in a bundle that two services share', () => {
    const shared = { ...services, weekly: services.daily }
    expect(linesOf(`Q("io.cozy.todos")`, { permissions, services: shared })).toHaveLength(1)
  })

  it('are looked for in the index.js of a konnector', () => {
    withFolder({ 'index.js': `Q("io.cozy.bills")` }, build => {
      expect(linesFor({}, { kind: 'konnector', build })).toEqual([
        'manifest.konnector:1:1 warning: Failed to find a permission in permissions: index.js names io.cozy.bills, and the manifest asks no permission for it. Add { "type": "io.cozy.bills" }. [doctype-not-permitted]'
      ])
    })
  })

  it('cannot be found in a file that is no JavaScript', () => {
    expect(linesOf('let a = ;')).toEqual([
      'manifest.webapp:18:15 warning: Failed to look into services.daily.file: services/daily.js is no JavaScript (Unexpected token (1:8)). Build it again. [bundle-unreadable]'
    ])
  })
})

describe('notifications of a bundle', () => {
  const bundle = `c.fetchJSON("POST","/notifications",{data:{attributes:{category:"balance-lower",title:t}}})`

  it('are right where the manifest declares them', () => {
    expect(linesOf(bundle, { services, notifications: { 'balance-lower': {} } })).toEqual([])
  })

  it('are told where it does not', () => {
    expect(linesOf(bundle, { services })).toEqual([
      'manifest.webapp:1:1 warning: Failed to find the notification in notifications: services/daily.js sends "balance-lower", which the manifest does not declare. Add "balance-lower": { "description": … }. [notification-undeclared]'
    ])
    expect(linesOf(bundle, { services, notifications: { balanceLower: {} } })).toEqual([
      'manifest.webapp:13:3 warning: Failed to find the notification in notifications: services/daily.js sends "balance-lower", which the manifest does not declare. Did you mean "balanceLower"? [notification-undeclared]'
    ])
  })
})
