import { build } from '@cozy-jobs/webpack-config'
import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { differencesOf } from './compare-requests.mjs'
import { openCozy } from './open-cozy.mjs'
import { runKonnector } from './run-konnector.mjs'

const USAGE = `Usage: node tools/public-konnectors/compare.mjs [--json (a line each)] [--port N] FOLDER...

Builds each konnector untouched, with cozy-konnector-libs taken from @cozy-jobs/konnector/compat, runs it on a Cozy in
memory with an account of invented values, and compares its first request to the provider with the one that it makes on
cozy-konnector-libs. Every request to a provider is answered 503 on this machine.
The folders have their dependencies installed, cozy-konnector-libs among them (npm install --ignore-scripts; there or in
a folder above).`

const run = async (folder, file, manifest, port) => {
  const cozy = await openCozy(join(folder, 'build'), manifest)
  try {
    return await runKonnector(file, { cwd: folder, variables: cozy.variables, port })
  } finally {
    await cozy.close()
  }
}

const compare = async (folder, port) => {
  const name = basename(folder)
  try {
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.konnector'), 'utf8'))
    const { files } = await build(folder, { compat: true })
    const ours = await run(folder, join(folder, 'build/index.js'), manifest, port)
    const theirs = await run(folder, join(folder, files[0].source), manifest, port)
    const differences = differencesOf(theirs.first, ours.first)
    return { name, bytes: files[0].bytes, ours, theirs, differences }
  } catch (error) {
    return { name, failed: error.message }
  }
}

const row = ({ name, bytes, ours, theirs, differences, failed }) => {
  if (failed) return `| \`${name}\` | not built: ${failed.split('\n').at(-1)} | | | |`
  const asked = ({ first }) => (first ? `${first.method} ${first.url}` : 'none')
  const same = differences.length === 0 ? 'the same' : differences.join('; ')
  const ends = `${theirs.error ?? 'done'} / ${ours.error ?? 'done'}`
  return `| \`${name}\` | ${Math.round(bytes / 1000)} kB | ${asked(ours)} | ${same} | ${ends} |`
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, port: { type: 'string', default: '0' } }
})
if (positionals.length === 0) {
  console.error(USAGE)
  process.exitCode = 2
} else {
  if (!values.json) {
    console.log('| konnector | bundle | first request | to the old one | ends with (old / new) |')
    console.log('| --- | --- | --- | --- | --- |')
  }
  for (const folder of positionals) {
    const result = await compare(resolve(folder), Number(values.port))
    console.log(values.json ? JSON.stringify(result) : row(result))
  }
}
