import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeFinds, shellFinds } from './ask-system.js'
import { checkLauncher, findLauncher } from './check-launcher.js'
import { hidesExitCode, nameOfNode, shellOf } from './script.js'

let folder: string
const { signal } = new AbortController()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launcher-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

const put = (text: string, mode = 0o755): string => {
  const path = join(folder, 'run.sh')
  writeFileSync(path, text)
  chmodSync(path, mode)
  return path
}

/** `localhost` is a name that every system knows. */
const remarks = (path: string, domain = 'localhost') => checkLauncher(path, domain, signal)

describe('a launcher', () => {
  it('that starts Node by itself needs no remark', async () => {
    expect(await remarks(put(`#!/bin/bash\n${process.execPath} "$1/index.js"\n`))).toEqual([])
  })

  it('that is not there, is a folder or may not be executed says so', async () => {
    expect(await remarks(join(folder, 'no.sh'))).toEqual([
      `Failed to find the launcher ${folder}/no.sh (konnectors.cmd): it is not there, so every job will fail. Correct the path; ~ is not read in it.`
    ])
    expect(await remarks(folder)).toEqual([expect.stringContaining('it is a folder')])
    expect(await remarks(put('#!/bin/sh\n', 0o644))).toEqual([
      `Failed to find the launcher ${folder}/run.sh (konnectors.cmd): it is not executable, so every job will fail. Run \`chmod +x ${folder}/run.sh\`.`
    ])
  })

  it('without a first line for the system is told apart from what the real stack takes', async () => {
    expect(await remarks(put(`cd "$1" && ${process.execPath} index.js\n`))).toEqual([
      `The launcher ${folder}/run.sh: its first line names no interpreter, and the real stack can not start it then. Let it begin with #!/bin/bash.`
    ])
  })

  it('of the documentation hides the exit code of Node', async () => {
    const [first] = await remarks(
      put('#!/bin/bash\n\nrundir="${1}"\ncd $rundir\nnode index.js | tee ~/.cozy/services.log\n')
    )
    expect(first).toBe(
      `The launcher ${folder}/run.sh pipes Node into another command, which hides its exit code: a job that fails will count as done. Write \`set -o pipefail\` above the pipe.`
    )
  })

  it('says which line /etc/hosts needs where its programs will not find the instance', async () => {
    expect(await remarks(put('#!/bin/sh\n'), 'no..name')).toEqual([
      'The jobs that the launcher starts will not find no..name: this system does not know the name. Add this line to /etc/hosts: 127.0.0.1 no..name'
    ])
  })

  it('is found below the present folder, or by its name alone in PATH', async () => {
    mkdirSync(join(folder, 'bin'))
    writeFileSync(join(folder, 'bin', 'launch'), '', { mode: 0o755 })
    const context = { cwd: folder, env: { PATH: `/nowhere:${folder}/bin` } }
    expect(await findLauncher('./bin/launch', context)).toBe(`${folder}/bin/launch`)
    expect(await findLauncher('launch', context)).toBe(`${folder}/bin/launch`)
    expect(await findLauncher('/abs/launch', context)).toBe('/abs/launch')
    expect(await findLauncher('other', context)).toBe(`${folder}/other`)
  })
})

describe('a script', () => {
  it.each([
    ['node index.js | tee log', true],
    ['cd "$1" && node index.js 2>&1 | tee log', true],
    ['"${NODE_BIN}" index.js |tee log', true],
    ['/usr/bin/node \\\n  index.js \\\n  | tee log', true],
    ['set -o pipefail\nnode index.js | tee log', false],
    ['set -euo pipefail\nnode index.js | tee log', false],
    ['node index.js | tee log; exit ${PIPESTATUS[0]}', false],
    ['node index.js || exit 3', false],
    ['# node index.js | tee log\nnode index.js', false],
    ['node index.js > log', false],
    ['cat x | node index.js', false]
  ])('%j: does it hide the exit code? %s', (script, hides) => {
    expect(hidesExitCode(script)).toBe(hides)
  })

  it.each([
    ['node index.js', 'node'],
    ['cd $1 && exec nodejs index.js', 'nodejs'],
    ['/usr/bin/node index.js', undefined],
    ['PATH=/opt/bin\nnode index.js', undefined],
    ['$NODE index.js', undefined],
    ['# node index.js', undefined]
  ])('%j leaves it to the shell to find %s', (script, name) => {
    expect(nameOfNode(script)).toBe(name)
  })

  it.each([
    ['#!/bin/bash\n', ['/bin/bash']],
    ['#!/usr/bin/env bash\n', ['/usr/bin/env', 'bash']],
    ['#! /bin/sh -e\n', ['/bin/sh']],
    ['#!/usr/bin/python3\n', undefined],
    ['#!/usr/bin/env node\n', undefined]
  ])('%j is run by %j', (script, shell) => {
    expect(shellOf(script)).toEqual(shell)
  })
})

describe('the system', () => {
  it('says what a shell finds by itself', async () => {
    expect(await shellFinds(['/bin/sh'], 'cat', signal)).toBe(true)
    expect(await shellFinds(['/bin/sh'], 'no-such-command', signal)).toBe(false)
    expect(await shellFinds(['/no/shell'], 'cat', signal)).toBe(true)
  })

  it('says what a program of Node finds', async () => {
    expect(await nodeFinds('localhost', signal)).toBe(true)
    expect(await nodeFinds('no..name', signal)).toBe(false)
    expect(await nodeFinds('no..name', AbortSignal.abort())).toBe(true)
  })
})
