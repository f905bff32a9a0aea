import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let token: string

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli('io.cozy.jobs io.cozy.doctypes io.cozy.bank.operations')
})

afterAll(() => test.stack.close())

describe('a doctype that every instance has', () => {
  it('is there before anything was written to it', async () => {
    const answer = await test.ask('GET', '/data/io.cozy.jobs/_normal_docs', { token })
    expect(answer).toMatchObject({ status: 200, json: { rows: [] } })
  })

  it('has the indexes of the stack, so that a query needs none of its own', async () => {
    const body = { selector: { worker: 'service', state: 'running' } }
    const headers = { 'content-type': 'application/json' }
    const answer = await test.ask('POST', '/data/io.cozy.jobs/_find', { token, body, headers })
    expect(answer).toMatchObject({ status: 200, json: { docs: [] } })
  })

  it('is in the list of doctypes', async () => {
    expect((await test.ask('GET', '/data/_all_doctypes', { token })).json).toContain('io.cozy.triggers')
  })

  it('is no other: one that was never written to is absent', async () => {
    const answer = await test.ask('GET', '/data/io.cozy.bank.operations/_normal_docs', { token })
    expect(answer.status).toBe(404)
  })
})
