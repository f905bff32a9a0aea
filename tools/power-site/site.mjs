#!/usr/bin/env node
// The supplier by hand: node tools/power-site/site.mjs
import { runSite } from '../provider-site/run-site.mjs'
import { startPower } from './start-power.mjs'

await runSite(
  'It takes --port (8192) and --login CLIENT, the id of the OAuth client. Its secret is read from SITE_PASSWORD.',
  {},
  (values, { login, password }) =>
    startPower({ port: Number(values.port ?? 8192), client: { id: login, secret: password } })
)
