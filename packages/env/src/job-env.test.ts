import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EnvError } from './errors.js'
import { readJobEnv } from './job-env.js'

const GIVEN = {
  COZY_URL: 'http://cozy.localhost:8080/',
  COZY_CREDENTIALS: 'tok.en.value',
  COZY_LANGUAGE: 'node',
  COZY_LOCALE: 'fr',
  COZY_TIME_LIMIT: '305',
  COZY_JOB_ID: 'service/2/6f4e11'
}

const SERVICE = {
  ...GIVEN,
  COZY_COUCH_DOC: '{"_id":"op1","amount":-3}',
  COZY_PAYLOAD: '{"from":"a webhook"}',
  COZY_FIELDS: '{"slug":"banks","name":"onOperationCreate"}',
  COZY_TRIGGER_ID: 't1'
}

const KONNECTOR = {
  ...GIVEN,
  COZY_JOB_ID: 'konnector/0/abc',
  COZY_PAYLOAD: '',
  COZY_FIELDS: '{"konnector":"hello","account":"a1","folder_to_save":"f1"}',
  COZY_PARAMETERS: '{"secret":{"key":"k"}}',
  COZY_JOB_MANUAL_EXECUTION: 'true'
}

function refusal(env: NodeJS.ProcessEnv): EnvError {
  try {
    readJobEnv(env)
  } catch (error) {
    if (error instanceof EnvError) return error
    throw error
  }
  throw new Error('the environment was accepted')
}

describe('the environment of a service', () => {
  it('is read whole', () => {
    const { credentials, ...job } = readJobEnv(SERVICE)
    expect(credentials.text).toBe('tok.en.value')
    expect(job).toEqual({
      mode: 'production',
      url: 'http://cozy.localhost:8080/',
      locale: 'fr',
      language: 'node',
      timeLimit: 305,
      job: { worker: 'service', slot: 2, id: '6f4e11', text: 'service/2/6f4e11' },
      doc: { _id: 'op1', amount: -3 },
      payload: { from: 'a webhook' },
      fields: { slug: 'banks', name: 'onOperationCreate' },
      parameters: undefined,
      manual: false,
      triggerId: 't1',
      account: undefined,
      slug: 'banks'
    })
  })

  it.each(['', 'null'])('has no document when a debounce or the stack gives "%s"', text => {
    expect(readJobEnv({ ...SERVICE, COZY_COUCH_DOC: text }).doc).toBeUndefined()
  })

  it('is what the launcher of production leaves of it', () => {
    const { COZY_COUCH_DOC: _doc, COZY_LANGUAGE: _language, ...left } = SERVICE
    const env = readJobEnv({
      ...left,
      COZY_PARAMETERS: '',
      COZY_JOB_MANUAL_EXECUTION: '',
      COZY_TRIGGER_ID: '',
      COZY_JOB_ID: 'unknown',
      HOME: '/usr/src/konnector'
    })
    expect(env).toMatchObject({ mode: 'production', language: 'node', manual: false })
    expect([env.doc, env.parameters, env.triggerId, env.job]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined
    ])
  })
})

describe('the environment of a konnector', () => {
  it('has its account, parameters and whether the owner is there', () => {
    expect(readJobEnv(KONNECTOR)).toMatchObject({
      job: { worker: 'konnector', slot: 0, id: 'abc' },
      account: 'a1',
      slug: 'hello',
      parameters: { secret: { key: 'k' } },
      manual: true,
      payload: undefined
    })
  })

  it('has no parameters when its manifest has none', () => {
    expect(readJobEnv({ ...KONNECTOR, COZY_PARAMETERS: 'null' }).parameters).toBeUndefined()
  })
})

describe('the payload', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'env-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const env = { ...SERVICE, COZY_PAYLOAD: '@cozy_payload.json' }

  it('is read from its file in the working directory', () => {
    writeFileSync(join(folder, 'cozy_payload.json'), '{"payloads":[1,2]}')
    expect(readJobEnv(env, { cwd: folder }).payload).toEqual({ payloads: [1, 2] })
  })

  it('is a problem when its file is not there', () => {
    expect(() => readJobEnv(env, { cwd: folder })).toThrow(
      'COZY_PAYLOAD names the file cozy_payload.json, which cannot be read (ENOENT)'
    )
  })

  it('is a problem when its file is no JSON', () => {
    writeFileSync(join(folder, 'cozy_payload.json'), '{"payloads":')
    expect(() => readJobEnv(env, { cwd: folder })).toThrow('cozy_payload.json, which is not valid JSON')
  })
})

describe('what is wrong with an environment', () => {
  it('is said all at once, as missing or malformed', () => {
    const error = refusal({
      COZY_URL: 'cozy.localhost',
      COZY_JOB_ID: 'service-2',
      COZY_TIME_LIMIT: '5 minutes',
      COZY_LOCALE: '',
      COZY_COUCH_DOC: '[]',
      COZY_FIELDS: '{',
      COZY_PAYLOAD: 'hello',
      COZY_PARAMETERS: '"x"',
      COZY_JOB_MANUAL_EXECUTION: 'yes'
    })
    expect(error.problems).toEqual([
      { variable: 'COZY_URL', code: 'malformed', why: 'is no address that begins with http:// or https://' },
      { variable: 'COZY_CREDENTIALS', code: 'missing', why: 'is missing' },
      { variable: 'COZY_LOCALE', code: 'missing', why: 'is empty' },
      { variable: 'COZY_TIME_LIMIT', code: 'malformed', why: 'is no whole number of seconds' },
      { variable: 'COZY_JOB_ID', code: 'malformed', why: 'is not of the form worker/slot/id' },
      { variable: 'COZY_FIELDS', code: 'malformed', why: 'is not valid JSON' },
      { variable: 'COZY_COUCH_DOC', code: 'malformed', why: 'is no JSON object' },
      { variable: 'COZY_PAYLOAD', code: 'malformed', why: 'is not valid JSON' },
      { variable: 'COZY_PARAMETERS', code: 'malformed', why: 'is no JSON object' },
      { variable: 'COZY_JOB_MANUAL_EXECUTION', code: 'malformed', why: 'is neither true nor false' }
    ])
    expect(error.message).toMatch(
      /^Failed to read the job's environment: COZY_URL is no address.*; COZY_JOB_MAN.*\. Start /
    )
  })

  it('never shows a value', () => {
    const value = 'hunter22'
    const env = Object.fromEntries(Object.keys({ ...SERVICE, ...KONNECTOR }).map(name => [name, `{${value}`]))
    const { message, problems, stack } = refusal(env)
    expect(JSON.stringify({ message, problems, stack })).not.toContain(value)
    expect(problems.map(({ variable }) => variable)).toContain('COZY_CREDENTIALS')
  })
})

describe('the mode', () => {
  const basic = { COZY_URL: 'https://me.example.org', COZY_CREDENTIALS: 'abcdef' }

  it('is production when a stack starts the job, whatever NODE_ENV says', () => {
    for (const mode of [undefined, 'production', 'development', 'standalone']) {
      expect(readJobEnv({ ...SERVICE, ...(mode && { NODE_ENV: mode }) }).mode).toBe('production')
    }
    expect(() => readJobEnv({ ...basic, NODE_ENV: 'production' })).toThrow('COZY_JOB_ID is missing')
  })

  it('is dev by hand: what a stack would tell is undefined, and this is said once', () => {
    const said: string[] = []
    const env = readJobEnv(basic, { log: message => void said.push(message) })
    expect(env).toMatchObject({ mode: 'dev', url: 'https://me.example.org/', fields: {}, manual: false })
    expect([env.locale, env.timeLimit, env.job, env.doc, env.triggerId]).toEqual(Array(5).fill(undefined))
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/COZY_LOCALE.*COZY_COUCH_DOC/)
  })

  it('is standalone when NODE_ENV says so, without a word', () => {
    for (const mode of ['standalone', 'test']) {
      const said: string[] = []
      const env = readJobEnv({ ...basic, NODE_ENV: mode }, { log: message => void said.push(message) })
      expect(env.mode).toBe('standalone')
      expect(said).toEqual([])
    }
  })

  it('asks for address and credentials in each', () => {
    expect(refusal({}).problems.map(({ variable }) => variable)).toEqual(['COZY_URL', 'COZY_CREDENTIALS'])
  })
})
