import { afterAll } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fixturify from 'fixturify'
import type { Environment } from '../environment.js'

type Tree = Parameters<typeof fixturify.writeSync>[1]

/** A manifest that a build has at its top. */
export const MANIFEST = JSON.stringify({ name: 'Todos', slug: 'todos', type: 'webapp', version: '1.0.0' })

/** Nobody in particular, in a home without any configuration. */
export const gitEnvironment = (home: string): Environment => ({
  PATH: process.env['PATH'],
  HOME: home,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@localhost',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@localhost'
})

/** A place with a bare repository, and a work tree whose remote `origin` it is. */
export interface Repositories {
  folder: string
  /** Bare. */
  remote: string
  /** A work tree with one commit, pushed, and a build that no commit has. */
  work: string
  env: Environment
  /** Runs git in the work tree, and answers what it says. */
  git(...args: string[]): string
  /** Runs git in the remote. */
  there(...args: string[]): string
  /** Writes files below the work tree. */
  write(tree: Tree): void
  remove(): Promise<void>
}

const runIn =
  (cwd: string, env: Environment) =>
  (...args: string[]): string =>
    execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()

const make = (folder: string): void => {
  const [remote, work] = [join(folder, 'remote.git'), join(folder, 'work')]
  const env = gitEnvironment(folder)
  mkdirSync(work)
  const git = runIn(work, env)
  git('init', '--quiet', '--bare', '--initial-branch=main', remote)
  git('init', '--quiet', '--initial-branch=main')
  fixturify.writeSync(work, {
    'manifest.webapp': MANIFEST,
    '.gitignore': 'build\n*.log\n',
    src: { 'index.ts': 'export {}\n' },
    build: { 'manifest.webapp': MANIFEST, 'index.js': 'console.log(1)\n' }
  })
  git('add', '--all')
  git('commit', '--quiet', '--message=Say one')
  git('push', '--quiet', remote, 'main')
  git('config', 'remote.origin.url', '../remote.git')
  git('config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*')
}

let template: string | undefined

afterAll(() => {
  if (template !== undefined) rmSync(template, { recursive: true, force: true })
})

/** Git is asked once: what it made is copied from then on. */
const templateFolder = (): string => {
  if (template === undefined) {
    template = mkdtempSync(join(tmpdir(), 'deploy-template-'))
    make(template)
  }
  return template
}

/** Makes both, with what a job has: sources, a `.gitignore` that leaves its build out, a build. */
export const createRepositories = (): Repositories => {
  const folder = mkdtempSync(join(tmpdir(), 'deploy-test-'))
  cpSync(templateFolder(), folder, { recursive: true, preserveTimestamps: true })
  const [remote, work] = [join(folder, 'remote.git'), join(folder, 'work')]
  const config = join(work, '.git/config')
  writeFileSync(config, readFileSync(config, 'utf8').replace('../remote.git', remote))
  const env = gitEnvironment(folder)
  return {
    folder,
    remote,
    work,
    env,
    git: runIn(work, env),
    there: runIn(remote, env),
    write: tree => fixturify.writeSync(work, tree),
    // A git that was left behind may still write there; `rmSync` of Node 22 does not try again.
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** A program that the remote runs before it takes a push. */
export const setHook = ({ remote }: Repositories, script: string): void => {
  mkdirSync(join(remote, 'hooks'), { recursive: true })
  const file = join(remote, 'hooks', 'pre-receive')
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
}

/** Each file of a folder, what is git's own included, with its content, mode and time: what nobody may have touched. */
export const snapshot = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort()
      .map(name => {
        const { mode, mtimeMs, size } = statSync(join(folder, name))
        return [name, `${mode} ${mtimeMs} ${size}`]
      })
  )

/** An environment whose git runs a script before each push; `$REMOTE` is the remote there. */
export const gitThatFirst = ({ folder, remote, env }: Repositories, script: string): Environment => {
  const bin = join(folder, 'bin')
  mkdirSync(bin, { recursive: true })
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  const text = `#!/bin/sh\nPATH='${env['PATH']}'\nif [ "$1" = push ]; then (unset GIT_DIR; REMOTE='${remote}'; ${script || ':'}); fi\nexec '${real}' "$@"\n`
  writeFileSync(join(bin, 'git'), text, { mode: 0o755 })
  return { ...env, PATH: `${bin}:${env['PATH']}` }
}
