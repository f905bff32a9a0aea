#!/usr/bin/env node
// The bookshop by hand: node tools/bookshop-site/site.mjs --two-factor
import { runSite } from '../provider-site/run-site.mjs'
import { FAULTS } from './faults.mjs'
import { startBookshop } from './start-bookshop.mjs'

const faults = Object.keys(FAULTS).join(', ')

await runSite(
  `It takes --port (8190), --login E-MAIL, --two-factor, --fault NAME. Faults: ${faults}. The password is read from SITE_PASSWORD.`,
  { 'two-factor': { type: 'boolean' }, fault: { type: 'string', default: 'none' } },
  (values, { login, password }) =>
    startBookshop({
      port: Number(values.port ?? 8190),
      accounts: { [login]: password },
      twoFactor: values['two-factor'] ?? false,
      fault: values.fault,
      onCode: code => process.stdout.write(`E-mail to ${login}: your code is ${code}\n`)
    })
)
