import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const git = (cwd, ...args) =>
  execFileSync(
    'git',
    [
      '-c',
      'user.name=Sample',
      '-c',
      'user.email=sample@example.com',
      '-c',
      'init.defaultBranch=main',
      ...args
    ],
    { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH, HOME: cwd } }
  ).trim()

const write = (folder, files) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/**
 * A repository with a bare one beside it, for the steps of continuous integration.
 *
 * @param {string} root - an empty folder
 * @param {Record<string, string>} files - of the first commit on `main`, which is pushed
 */
export const makeProject = (root, files) => {
  const bare = join(root, 'bare.git')
  const work = join(root, 'work')
  mkdirSync(bare)
  mkdirSync(work)
  git(bare, 'init', '-q', '--bare')
  git(work, 'init', '-q')
  git(work, 'remote', 'add', 'origin', bare)
  const project = {
    bare,
    /**
     * Writes files, commits and pushes them to a branch; gives the commit.
     *
     * @type {(branch: string, changes: Record<string, string>) => string}
     */
    push: (branch, changes) => {
      write(work, changes)
      git(work, 'checkout', '-q', '-B', branch)
      git(work, 'add', '-A')
      git(work, 'commit', '-q', '--allow-empty', '-m', 'A change')
      git(work, 'push', '-q', 'origin', `HEAD:refs/heads/${branch}`)
      return git(work, 'rev-parse', 'HEAD')
    },
    /** @type {(name: string, commit: string) => void} */
    tag: (name, commit) => {
      git(work, 'tag', name, commit)
      git(work, 'push', '-q', 'origin', `refs/tags/${name}`)
    },
    /** What a ref of the bare repository is at, or undefined. @type {(ref: string) => string | undefined} */
    at: ref => {
      try {
        return git(bare, 'rev-parse', '--verify', '--quiet', ref)
      } catch {
        return undefined
      }
    },
    /** @type {(path: string) => string} */
    show: path => git(bare, 'show', path),
    /** The subject of the commit that a ref is at. @type {(ref: string) => string} */
    message: ref => git(bare, 'log', '-1', '--format=%s', ref),
    git: (...args) => git(work, ...args)
  }
  return { ...project, first: project.push('main', files) }
}
