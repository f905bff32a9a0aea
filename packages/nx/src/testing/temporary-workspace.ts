import fixturify, { type DirJSON } from 'fixturify'
import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const FILES = ['package.json', 'package-lock.json', 'nx.json', 'tsconfig.base.json']

/** A copy of this workspace with apps of its own, on which Nx really runs. */
export interface Workspace {
  folder: string
  read: (path: string) => string
  edit: (path: string, change: (text: string) => string) => void
  remove: (path: string) => void
  /** Runs Nx; its standard output and error. */
  nx: (...args: string[]) => Promise<string>
}

// Installed packages are linked one by one: `@cozy-jobs/*` must be the copies.
const linkModules = (folder: string): void => {
  const from = join(repository, 'node_modules')
  const to = join(folder, 'node_modules')
  mkdirSync(join(to, '.bin'), { recursive: true })
  mkdirSync(join(to, '@cozy-jobs'))
  for (const name of readdirSync(from)) {
    if (!name.startsWith('.') && name !== '@cozy-jobs') symlinkSync(join(from, name), join(to, name))
  }
  for (const name of readdirSync(join(folder, 'packages'))) {
    symlinkSync(`../../packages/${name}`, join(to, '@cozy-jobs', name))
    // A version of its own, where another package needs a different one.
    const own = join('packages', name, 'node_modules')
    if (existsSync(join(repository, own))) symlinkSync(join(repository, own), join(folder, own))
  }
  symlinkSync('../@cozy-jobs/cli/bin/cozy-jobs.js', join(to, '.bin/cozy-jobs'))
}

const copyRepository = (folder: string): void => {
  for (const file of FILES) cpSync(join(repository, file), join(folder, file))
  for (const path of ['packages', 'tools/compile']) {
    cpSync(join(repository, path), join(folder, path), {
      recursive: true,
      filter: source => !/[\\/]node_modules[\\/]?|\.test\.ts$/.test(source.slice(repository.length))
    })
  }
  mkdirSync(join(folder, 'generators'))
  linkModules(folder)
  writeFileSync(join(folder, '.gitignore'), 'node_modules\ndist\nbuild\n.nx\n')
}

// Whatever the shell says about Nx, the test wants to know what is computed here and now.
const ENVIRONMENT = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false', CI: 'true', FORCE_COLOR: '0' }

const runNx = (folder: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const nx = join(repository, 'node_modules/nx/dist/bin/nx.js')
    const { PATH = '', HOME = folder } = process.env
    const child = spawn(process.execPath, [nx, ...args], { cwd: folder, env: { PATH, HOME, ...ENVIRONMENT } })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.on('error', reject).on('close', () => resolve(output))
  })

/** Makes a workspace with these apps, and removes it once `use` is done. */
export const withWorkspace = async (
  apps: DirJSON,
  use: (workspace: Workspace) => Promise<void>
): Promise<void> => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cozy-jobs-workspace-')))
  try {
    copyRepository(folder)
    fixturify.writeSync(folder, { apps })
    await use({
      folder,
      read: path => readFileSync(join(folder, path), 'latin1'),
      edit: (path, change) =>
        writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8'))),
      remove: path => rmSync(join(folder, path), { recursive: true, force: true }),
      nx: (...args) => runNx(folder, args)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
