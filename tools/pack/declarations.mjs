import { execFile } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import ts from 'typescript'
import { ROOT } from './publishable.mjs'

/** Kept between runs: tsc then does again only what has changed. */
const TYPES = join(ROOT, 'node_modules', '.cache', 'cozy-jobs-types')

/** What TypeScript says where a type cannot be declared. All else is for `npm run types`. */
const UNDECLARED = /^(\S+)\(\d+,\d+\): error TS(?:4\d{3}|2527|2742|7056|9\d{3}):/gm

/** Makes the declarations of all packages, and answers the folder that holds them as the repository holds sources. */
export const makeDeclarations = async () => {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  const kept = ['--outDir', TYPES, '--incremental', '--tsBuildInfoFile', join(TYPES, 'tsc.tsbuildinfo')]
  try {
    await promisify(execFile)(
      process.execPath,
      [tsc, '-p', join(ROOT, 'tools/pack/tsconfig.json'), ...kept],
      {
        maxBuffer: 2 ** 26
      }
    )
  } catch (error) {
    if (!error.stdout) throw new Error(`Failed to make the declarations: ${error.message}`, { cause: error })
    // Where one cannot be declared, none of an earlier run may stand for it: who exports it will be told.
    for (const [, source] of error.stdout.matchAll(UNDECLARED)) {
      rmSync(join(TYPES, source.replace(/\.ts$/, '.d.ts')), { force: true })
    }
  }
  return TYPES
}

/** What a declaration file names in its imports and exports. */
export const namedBy = file =>
  ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles.map(({ fileName }) => fileName)

/** The declaration files that are reached from these: the files of a package that a user's compiler reads. */
export const reachedFrom = entries => {
  const reached = new Set()
  const ahead = [...entries]
  for (let file = ahead.pop(); file !== undefined; file = ahead.pop()) {
    if (reached.has(file)) continue
    if (!existsSync(file))
      throw new Error(
        `Failed to find the declarations ${file}. See what "tsc -p tools/pack/tsconfig.json" says.`
      )
    reached.add(file)
    for (const name of namedBy(file).filter(name => name.startsWith('.'))) {
      ahead.push(join(dirname(file), name.replace(/\.(c|m)?js$/, '.d.$1ts')))
    }
  }
  return [...reached]
}
