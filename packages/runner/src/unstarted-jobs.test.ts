import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runJob } from './run-job.js'
import { cmdLauncher } from './profiles/cmd.js'
import { makeTestPrograms, REQUEST, SAY, type TestPrograms } from './testing/test-programs.js'

let programs: TestPrograms

beforeEach(() => {
  programs = makeTestPrograms()
})

afterEach(() => programs.remove())

describe('a job that can not be started', () => {
  it('for want of its file says which', async () => {
    const file = join(programs.folder, 'nothing.js')
    expect(
      await programs.run({ ...REQUEST, kind: 'service', slug: 'banks', source: { file } })
    ).toMatchObject({
      state: 'errored',
      noRetry: true,
      error: `Failed to prepare the job: ${file} is not there. Build it, or correct the path in the manifest.`
    })
  })

  it('for want of its launcher says which', async () => {
    const command = join(programs.folder, 'nothing.sh')
    expect((await programs.service('', { launcher: cmdLauncher(command) })).error).toBe(
      `Failed to start the job: the launcher ${command} is not there, or its interpreter is not. Check the path, or leave the launcher out to use Node itself.`
    )
  })

  it('by a launcher that is not executable says what to do', async () => {
    const command = join(programs.folder, 'launch.sh')
    writeFileSync(command, '#!/bin/sh\n', { mode: 0o644 })
    expect((await programs.service('', { launcher: cmdLauncher(command) })).error).toBe(
      `Failed to start the job: the launcher ${command} is not executable. Run \`chmod +x ${command}\`, or leave the launcher out to use Node itself.`
    )
  })

  it('by a launcher that is a folder says so', async () => {
    const command = programs.folder
    expect((await programs.service('', { launcher: cmdLauncher(command) })).error).toBe(
      `Failed to start the job: the launcher ${command} is a folder. Give the script in it, or leave the launcher out to use Node itself.`
    )
  })

  it('for a document beyond what the system takes names the variable', async () => {
    expect((await programs.service('', { doc: 'x'.repeat(200_000) })).error).toBe(
      'Failed to start the job: COZY_COUCH_DOC is larger than the system takes for one variable (128 KiB). Make the document or the message smaller.'
    )
  })
})

describe('a run that is broken off', () => {
  it('is killed at once', async () => {
    const stop = new AbortController()
    const file = join(programs.folder, 'hang.js')
    writeFileSync(file, `${SAY}say("ready"); setInterval(() => {}, 1000)`)
    const outcome = await runJob({
      ...REQUEST,
      kind: 'service',
      slug: 'banks',
      source: { file },
      signal: stop.signal,
      onRecord: () => stop.abort()
    })
    expect(outcome).toMatchObject({ state: 'errored', error: 'context canceled', timedOut: false })
  })

  it('does not even begin when it was broken off before', async () => {
    expect(await programs.service('say("ran")', { signal: AbortSignal.abort() })).toMatchObject({
      state: 'errored',
      error: 'context canceled'
    })
  })
})

describe('the programs.folder for temporary files', () => {
  it('is as it was, whatever became of the jobs', async () => {
    const slug = `left${process.pid}`
    await programs.service('process.exit(1)', { slug })
    await programs.service('require("fs").mkdirSync("a/b", { recursive: true }); setInterval(() => {}, 9)', {
      slug,
      timeLimit: 300
    })
    await programs.service('', { slug, launcher: cmdLauncher(join(programs.folder, 'nothing.sh')) })
    expect(readdirSync(tmpdir()).filter(name => name.startsWith(`service-${slug}`))).toEqual([])
  })
})
