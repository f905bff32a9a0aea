#!/usr/bin/env node
// Publishes the packages whose version the registry does not have yet, each with where and how it was built. The release
// workflow runs it; `--dry-run` says what it would publish.

import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { checkPackages } from './check-packages.mjs'
import { packAll } from './pack-all.mjs'

const dryRun = process.argv.includes('--dry-run')
const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = process.env

const isPublished = async ({ name, version }) => {
  try {
    await promisify(execFile)('npm', ['view', `${name}@${version}`, 'version', '--json'])
    return true
  } catch (error) {
    if (/E404/.test(`${error.stdout}${error.stderr}`)) return false
    throw error
  }
}

const folder = mkdtempSync(join(tmpdir(), 'cozy-jobs-release-'))
try {
  const repository = server && name ? { type: 'git', url: `git+${server}/${name}.git` } : undefined
  const packages = await packAll(folder, { repository })
  const problems = await checkPackages(packages)
  if (problems.length > 0) throw new Error(problems.join('\n'))
  for (const one of packages) {
    if (await isPublished(one)) {
      console.log(`${one.name}@${one.version} is there.`)
    } else {
      console.log(`${one.name}@${one.version} ${dryRun ? 'would be' : 'is'} published.`)
      const how = dryRun ? ['--dry-run'] : ['--provenance']
      execFileSync('npm', ['publish', one.file, '--access', 'public', ...how], {
        stdio: ['ignore', 'ignore', 'inherit']
      })
    }
  }
} catch (error) {
  console.error(`Failed to publish: ${error.message}`)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
