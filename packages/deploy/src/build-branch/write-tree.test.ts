import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { createRepositories, MANIFEST, type Repositories } from '../testing/repositories.js'
import { deployBuild } from './deploy-build.js'

let here: Repositories

beforeAll(() => {
  here = createRepositories()
})

afterAll(() => here.remove())

type File = { data: Uint8Array; executable: boolean } | { target: string }

const name = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
    fc.constantFrom(
      '.hidden',
      '.gitignore',
      '.gitattributes',
      'a.log',
      'é',
      'e\u0301',
      'with space',
      '-x',
      '"q"',
      'a\\b'
    )
  )
  // What no file system of Linux holds, and what git can not.
  .filter(
    text =>
      !/[/\0]/.test(text) &&
      !/^\.{1,2}$/.test(text) &&
      text.toLowerCase() !== '.git' &&
      Buffer.from(text).toString() === text
  )

const file: fc.Arbitrary<File> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ data: fc.uint8Array({ maxLength: 300 }), executable: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ target: name }) }
)

const lay = (folder: string, files: [string[], File][]): void => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  writeFileSync(join(folder, 'manifest.webapp'), MANIFEST)
  for (const [parts, content] of files) {
    const path = join(folder, ...parts)
    // A folder where a file is, or the other way round: the first one stays.
    try {
      mkdirSync(dirname(path), { recursive: true })
      if ('target' in content) symlinkSync(content.target, path)
      else {
        writeFileSync(path, content.data, { flag: 'wx' })
        chmodSync(path, content.executable ? 0o755 : 0o644)
      }
    } catch (error) {
      if (!/EEXIST|ENOTDIR|ELOOP|ENOENT/.test(String((error as NodeJS.ErrnoException).code))) throw error
    }
  }
}

const contentOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter(entry => !entry.isDirectory())
      .map(entry => {
        const path = join(entry.parentPath, entry.name)
        const { mode } = lstatSync(path)
        return [
          path.slice(folder.length + 1),
          entry.isSymbolicLink()
            ? `link ${readlinkSync(path)}`
            : `${mode & 0o100 ? 'x' : '-'} ${readFileSync(path).toString('base64')}`
        ]
      })
  )

const checkOut = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  execFileSync('sh', ['-c', `git --git-dir='${here.remote}' archive build | tar -x -C '${folder}'`], {
    env: here.env
  })
}

it('whatever is in a build folder is on the branch, byte for byte', async () => {
  const [build, copy] = [join(here.work, 'build'), join(here.folder, 'copy')]
  // `git archive` would heed the attributes of the tree.
  here.there('config', 'core.autocrlf', 'false')
  mkdirSync(join(here.remote, 'info'), { recursive: true })
  writeFileSync(join(here.remote, 'info/attributes'), '* -text -filter -ident -export-ignore -export-subst\n')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.array(name, { minLength: 1, maxLength: 3 }), file), { maxLength: 12 }),
      async files => {
        lay(build, files)
        await deployBuild({ folder: here.work, env: here.env, signal: new AbortController().signal })
        checkOut(copy)
        expect(contentOf(copy)).toEqual(contentOf(build))
      }
    ),
    { numRuns: 15 }
  )
}, 120_000)
