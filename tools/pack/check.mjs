#!/usr/bin/env node
// Packs all packages as they would be published, and checks them: contents, exports, types, imports. Needs no network.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkPackages } from './check-packages.mjs'
import { packAll } from './pack-all.mjs'

const folder = mkdtempSync(join(tmpdir(), 'cozy-jobs-packed-'))
try {
  const packages = await packAll(folder)
  const problems = await checkPackages(packages)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
  else console.log(`${packages.length} packages are fit to be published.`)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
