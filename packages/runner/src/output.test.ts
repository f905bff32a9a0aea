import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { makeTestPrograms, REQUEST, type TestPrograms } from './testing/test-programs.js'

let programs: TestPrograms

beforeEach(() => {
  programs = makeTestPrograms()
})

afterEach(() => programs.remove())

describe('the output of a job', () => {
  it('shows none of its secrets', async () => {
    const { records, stderr } = await programs.service(
      'say("token " + process.env.COZY_CREDENTIALS); console.log(process.env.COZY_CREDENTIALS); console.error("hunter22")',
      { secrets: ['hunter22'] }
    )
    expect(JSON.stringify([records, stderr])).not.toMatch(/a-token-of-some-length|hunter22/)
    expect(records[0]?.message).toBe('token ***')
  })

  it('shows no half of a secret where a line that is no JSON is cut', async () => {
    const { messages } = await programs.service(
      'for (let before = 3975; before < 4000; before++) console.log("x".repeat(before) + process.env.COZY_CREDENTIALS)'
    )
    expect(messages).toHaveLength(25)
    expect(messages.join('\n')).not.toContain(REQUEST.credentials.slice(0, 4))
  })

  it('shows no half of a secret where stderr is cut', async () => {
    const { stderr } = await programs.service(
      'const c = process.env.COZY_CREDENTIALS; process.stderr.write((c + "\\n").repeat(1 << 17))'
    )
    expect(stderr.replaceAll('***', '').trim()).toBe('')
  })

  it('is shown up to 2 MiB, and what decides of a konnector is heard after it as well', async () => {
    const { error, records } = await programs.konnector(
      'const line = JSON.stringify({ type: "info", message: "x".repeat(1000) }) + "\\n"; process.stdout.write(line.repeat(5000)); console.log(JSON.stringify({ type: "critical", message: "LOGIN_FAILED " + process.env.COZY_CREDENTIALS }))'
    )
    expect(error).toBe('LOGIN_FAILED ***')
    expect(records.at(-1)).toEqual({
      type: 'warning',
      message: 'Failed to show all of the output: it is longer than 2 MiB. The rest is read for errors alone.'
    })
    expect(records.length).toBe(Math.floor((2 << 20) / 1000) + 1)
  })
})
