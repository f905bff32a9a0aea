#!/usr/bin/env node
// Records anew what the example konnectors ask of their sites: apps/NAME/fixtures/provider.har, masked.
//
//   node tools/provider-site/record.mjs [NAME …]      bank, bookshop, power-company
import { createHarness } from '@cozy-jobs/fixtures'
import { build } from '@cozy-jobs/webpack-config'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startBank } from '../bank-site/start-bank.mjs'
import { startBookshop } from '../bookshop-site/start-bookshop.mjs'
import { startPower } from '../power-site/start-power.mjs'
import { ROOT } from '../stack-process/stack-process.mjs'

const SITES = {
  bank: (port, { auth: { login, password } }) => startBank({ port, accounts: { [login]: password } }),
  bookshop: (port, { auth: { login, password } }) => startBookshop({ port, accounts: { [login]: password } }),
  'power-company': (port, { oauth }) =>
    startPower({ port, client: { id: 'recorded', secret: '' }, tokens: [oauth.access_token] })
}

const readJson = path => JSON.parse(readFileSync(path, 'utf8'))

const record = async name => {
  const folder = join(ROOT, 'apps', name)
  const { parameters } = readJson(join(folder, 'manifest.konnector'))
  const [account] = readJson(join(folder, 'fixture.json'))['io.cozy.accounts']
  await build(folder)
  const site = await SITES[name](Number(new URL(parameters.baseUrl).port), account)
  const harness = await createHarness({ folder, fixture: 'fixture.json', traffic: { mode: 'record' } })
  const { outcome } = await harness.run()
  const { requests, file } = await harness.traffic.finish()
  await harness.close()
  await site.close()
  console.log(`${name}: ${outcome.state}, ${requests} requests in ${file}`)
  if (outcome.state !== 'done') process.exitCode = 1
}

const names = process.argv.slice(2)
for (const name of names.length ? names : Object.keys(SITES)) await record(name)
