import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ERRORS, EXIT } from '../../errors.js'
import { jobFolder } from '../../job/job-folder.js'
import type { Run } from '../../registry/command.js'

/** What webpack says of old names of its own as soon as Jest lists what it exports: nobody has used them. */
const OLD_NAMES_OF_WEBPACK = [
  'JAVASCRIPT_MODULES_PLUGIN',
  'LIBRARY_TEMPLATE_PLUGIN',
  'SINGLE_ENTRY_PLUGIN',
  'OPTIONS_DEFAULTER'
].map(name => `DEP_WEBPACK_${name}`)

const TOOLS = {
  jest: {
    act: 'test',
    node: [
      '--experimental-vm-modules',
      ...['ExperimentalWarning', ...OLD_NAMES_OF_WEBPACK].map(name => `--disable-warning=${name}`)
    ],
    args: (folder: string) => ['--passWithNoTests', folder]
  },
  eslint: { act: 'lint', node: [], args: (folder: string) => [folder] }
} as const

/** Runs a tool of the workspace on the folder of a job, from where the tool's configuration is. */
export const runTool =
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the commands have no options of their own
  (name: keyof typeof TOOLS): Run<{}> =>
    async ({ args }, { cwd, env, signal }) => {
      const { act, node, args: toolArgs } = TOOLS[name]
      const { folder } = jobFolder(cwd, args[0], act)
      const at = configFolder(folder, name)
      const script = resolveBin(at, name)
      if (!script) throw ERRORS.noTool(act, name)
      const child = spawn(process.execPath, [...node, script, ...toolArgs(folder)], {
        cwd: at,
        env: { ...env },
        stdio: 'inherit',
        signal
      })
      const [code] = (await once(child, 'exit')) as [number | null]
      return code === 0 ? EXIT.done : EXIT.failed
    }

/** The nearest folder above with `jest.config.*` or `eslint.config.*`: both tools stop at the first package.json. */
function configFolder(folder: string, name: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (readdirSync(at).some(file => file.startsWith(`${name}.config.`))) return at
    if (dirname(at) === at) return folder
  }
}

/** The script that the tool's own package.json names: what else it exports differs from version to version. */
function resolveBin(folder: string, name: string): string | undefined {
  try {
    const manifest = createRequire(join(folder, 'package.json')).resolve(`${name}/package.json`)
    const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: string | Record<string, string> }
    const script = typeof bin === 'string' ? bin : bin[name]
    return script && join(dirname(manifest), script)
  } catch {
    return undefined
  }
}
