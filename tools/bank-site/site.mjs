#!/usr/bin/env node
// The bank by hand: node tools/bank-site/site.mjs
import { runSite } from '../provider-site/run-site.mjs'
import { startBank } from './start-bank.mjs'

await runSite(
  'It takes --port (8191) and --login E-MAIL. The password is read from SITE_PASSWORD.',
  {},
  (values, { login, password }) =>
    startBank({ port: Number(values.port ?? 8191), accounts: { [login]: password } })
)
