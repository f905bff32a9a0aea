import { describe, expect, it } from '@jest/globals'
import type { RunRequest } from './api.js'
import { jobEnvironment } from './environment.js'

const request: RunRequest = {
  kind: 'service',
  slug: 'banks',
  source: { file: '/banks.js' },
  cozyUrl: 'http://cozy.localhost:8080/',
  credentials: 'token',
  locale: 'fr',
  jobId: 'service/3/abc',
  timeLimit: 300_000,
  fields: '{"a":1}'
}

describe('the environment of a job', () => {
  it('is, for a service, these nine variables', () => {
    expect(jobEnvironment({ ...request, doc: '{"_id":"1"}' }, '{}')).toEqual({
      COZY_URL: 'http://cozy.localhost:8080/',
      COZY_CREDENTIALS: 'token',
      COZY_LANGUAGE: 'node',
      COZY_LOCALE: 'fr',
      COZY_TIME_LIMIT: '305',
      COZY_JOB_ID: 'service/3/abc',
      COZY_COUCH_DOC: '{"_id":"1"}',
      COZY_PAYLOAD: '{}',
      COZY_FIELDS: '{"a":1}'
    })
  })

  it('has empty texts for what a service was not given', () => {
    const { COZY_COUCH_DOC, COZY_PAYLOAD } = jobEnvironment(request, '')
    expect([COZY_COUCH_DOC, COZY_PAYLOAD]).toEqual(['', ''])
  })

  it('has parameters and how it was started instead of a document for a konnector', () => {
    const names = Object.keys(jobEnvironment({ ...request, kind: 'konnector' }, ''))
    expect(names.sort()).toEqual([
      'COZY_CREDENTIALS',
      'COZY_FIELDS',
      'COZY_JOB_ID',
      'COZY_JOB_MANUAL_EXECUTION',
      'COZY_LANGUAGE',
      'COZY_LOCALE',
      'COZY_PARAMETERS',
      'COZY_PAYLOAD',
      'COZY_TIME_LIMIT',
      'COZY_URL'
    ])
  })

  it('says of a konnector whether a person has started it, and null for no parameters', () => {
    const konnector: RunRequest = { ...request, kind: 'konnector' }
    expect(jobEnvironment(konnector, '')).toMatchObject({
      COZY_PARAMETERS: 'null',
      COZY_JOB_MANUAL_EXECUTION: 'false'
    })
    expect(jobEnvironment({ ...konnector, manual: true, parameters: '{"x":1}' }, '')).toMatchObject({
      COZY_PARAMETERS: '{"x":1}',
      COZY_JOB_MANUAL_EXECUTION: 'true'
    })
  })

  it('names the trigger only where one fired', () => {
    expect(jobEnvironment(request, '')).not.toHaveProperty('COZY_TRIGGER_ID')
    expect(jobEnvironment({ ...request, triggerId: 't1' }, '')).toMatchObject({ COZY_TRIGGER_ID: 't1' })
  })

  it('rounds the time limit up to whole seconds and adds five', () => {
    expect(jobEnvironment({ ...request, timeLimit: 29_001 }, '').COZY_TIME_LIMIT).toBe('35')
  })
})
