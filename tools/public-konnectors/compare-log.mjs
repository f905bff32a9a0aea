import { build } from '@cozy-jobs/webpack-config'
import { cp, mkdir, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { logLines } from './log-lines.mjs'
import { openCozy } from './open-cozy.mjs'
import { runKonnector } from './run-konnector.mjs'
import { startScriptedSite } from './scripted-site.mjs'

const USAGE = `Usage: node tools/public-konnectors/compare-log.mjs --libs FOLDER [--port N] [SCRIPT...]

Runs the scripts of scripted/src on cozy-konnector-libs, which is installed in FOLDER, and on
@cozy-jobs/konnector/compat, each on a Cozy of its own, and prints the lines of the log that only one of them writes.`

const SCRIPTED = fileURLToPath(new URL('scripted', import.meta.url))
const SCRIPTS = [
  ...['files', 'bills', 'documents', 'cookies', 'login', 'form', 'validate', 'down', 'twofa', 'captcha'],
  ...['text', 'terminate', 'fallen']
]

/** Twice on the same Cozy: a second run finds what the first has saved. */
const linesOf = async (file, folder, manifest, script, site) => {
  const cozy = await openCozy(join(folder, 'build'), manifest)
  try {
    const variables = {
      ...cozy.variables,
      COZY_JOB_MANUAL_EXECUTION: 'false',
      COZY_PARAMETERS: JSON.stringify({ script, site })
    }
    const runs = []
    for (let times = 0; times < 2; times++) {
      const { lines, code } = await runKonnector(file, { cwd: folder, variables, port: 0 })
      runs.push(...logLines(lines, { site, cozy: variables.COZY_URL }), `exit ${code}`)
    }
    return runs
  } finally {
    await cozy.close()
  }
}

const without = (lines, others) => {
  const left = [...others]
  return lines.filter(line => {
    const at = left.indexOf(line)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { libs: { type: 'string' }, port: { type: 'string', default: '0' } }
})
if (!values.libs) {
  console.error(USAGE)
  process.exitCode = 2
} else {
  const folder = join(resolve(values.libs), 'scripted')
  await mkdir(folder, { recursive: true })
  const site = await startScriptedSite(Number(values.port))
  try {
    await cp(SCRIPTED, folder, { recursive: true })
    await build(folder)
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.konnector'), 'utf8'))
    for (const script of positionals.length > 0 ? positionals : SCRIPTS) {
      const theirs = await linesOf(join(folder, 'src/index.cjs'), folder, manifest, script, site.url)
      const ours = await linesOf(join(folder, 'build/index.js'), folder, manifest, script, site.url)
      const [old, added] = [without(theirs, ours), without(ours, theirs)]
      console.log(`${script}: ${theirs.length} lines, ${theirs.length - old.length} the same`)
      for (const line of old) console.log(`  - ${line}`)
      for (const line of added) console.log(`  + ${line}`)
    }
  } finally {
    await site.close()
    await rm(folder, { recursive: true, force: true })
  }
}
