import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createLogger } from '@cozy-jobs/logging'
import { startTestContext, type TestContext } from '../testing/test-context.js'
import { BaseKonnector } from './base-konnector.js'

let test: TestContext
beforeAll(async () => {
  test = await startTestContext({
    auth: { login: 'camille', password: 'open-sesame-1' },
    env: { COZY_PARAMETERS: '{"secret":"swordfish-9"}', COZY_PAYLOAD: '{"asked":true}' }
  })
}, 60_000)
afterAll(() => test?.close())

const log = createLogger({ write: () => {} })
const options = () => ({ env: test.env, log, manifest: test.ctx.manifest })
const account = () => test.cozy.documents.get('io.cozy.accounts', 'account-1')

describe('a subclass', () => {
  it('finds fields, parameters, payload and folder in itself, and saves under its account', async () => {
    const seen: Record<string, unknown> = {}
    class Sample extends BaseKonnector<{ login: string; password: string }> {
      override async fetch(fields: Record<string, unknown>, parameters: object): Promise<void> {
        Object.assign(seen, { fields, parameters, id: this.accountId, payload: this.readPayload() })
        await this.addData([{ _id: 'todo-1', label: 'one' }], 'io.cozy.todos')
        const [bill] = (await this.saveFiles([{ filestream: 'text', filename: 'a.txt' }], fields)) ?? []
        seen['file'] = bill?.fileDocument?.name
        seen['metadata'] = this.getCozyMetadata({})
      }
    }
    expect(await new Sample().run(options())).toEqual({ state: 'done' })
    expect(seen).toMatchObject({
      fields: { login: 'camille', password: 'open-sesame-1', folderPath: '/Bills' },
      parameters: { secret: 'swordfish-9' },
      id: 'account-1',
      payload: { asked: true },
      file: 'a.txt',
      metadata: { sourceAccount: 'account-1', createdByApp: 'sample' }
    })
    expect(await test.cozy.documents.get('io.cozy.todos', 'todo-1')).toMatchObject({
      cozyMetadata: { sourceAccount: 'account-1', sourceAccountIdentifier: 'camille' }
    })
  })

  it('calls its hooks in their order', async () => {
    const calls: string[] = []
    class Sample extends BaseKonnector {
      override async initAttributes(): Promise<void> {
        await super.initAttributes()
        calls.push('init')
      }
      override main(...given: Parameters<BaseKonnector['main']>): unknown {
        calls.push('main')
        return super.main(...given)
      }
      override fetch(): void {
        calls.push('fetch')
      }
      override end(): void {
        calls.push('end')
      }
    }
    await new Sample().run(options())
    expect(calls).toEqual(['init', 'main', 'fetch', 'end'])
  })

  it('may replace what it inherits', async () => {
    class Sample extends BaseKonnector {
      override saveFiles(...given: Parameters<BaseKonnector['saveFiles']>) {
        const [entries = [], fields, more] = given
        return super.saveFiles(entries, fields, { ...more, subPath: 'deeper' })
      }
      override async fetch(fields: object): Promise<void> {
        await this.saveFiles([{ filestream: 'text', filename: 'b.txt' }], fields)
      }
    }
    await new Sample().run(options())
    expect(await test.ctx.stack.files.lookupByPath('/Bills/deeper/b.txt')).toMatchObject({ size: 4 })
  })

  it('keeps data in the account', async () => {
    class Sample extends BaseKonnector {
      override async fetch(): Promise<void> {
        await this.saveAccountData({ a: 1 })
        await this.saveAccountData({ b: 2 })
        await this.setTwoFAState({ type: 'sms' })
        expect(this.getAccountData()).toEqual({ a: 1, b: 2 })
      }
    }
    expect(await new Sample().run(options())).toEqual({ state: 'done' })
    expect(await account()).toMatchObject({ data: { a: 1, b: 2 }, state: 'TWOFA_NEEDED.SMS' })
  })

  it('has no functions before it runs', () => {
    class Sample extends BaseKonnector {}
    expect(() => new Sample().saveFiles([], '/')).toThrow('it does not run yet')
  })

  it('without fetch fails, and says so', async () => {
    expect(await new BaseKonnector().run(options())).toMatchObject({
      state: 'errored',
      error: expect.stringContaining('it has no "fetch"')
    })
  })
})

describe('a failure', () => {
  class Failing extends BaseKonnector {
    override fetch(): void {
      throw new Error('LOGIN_FAILED')
    }
  }

  it('is the end of the run', async () => {
    expect(await new Failing().run(options())).toMatchObject({ error: 'LOGIN_FAILED', noRetry: true })
  })

  it('stays one where fail() returns, and is another one where that throws', async () => {
    class Quiet extends Failing {
      override fail(): void {}
    }
    class Other extends Failing {
      override fail(): void {
        throw new Error('VENDOR_DOWN')
      }
    }
    expect(await new Quiet().run(options())).toMatchObject({ state: 'errored', error: 'LOGIN_FAILED' })
    expect(await new Other().run(options())).toMatchObject({ state: 'errored', error: 'VENDOR_DOWN' })
  })

  it.each([false, true])('is what terminate() says, with what it throws caught: %s', async caught => {
    class Sample extends BaseKonnector {
      override async fetch(): Promise<void> {
        try {
          await Promise.resolve()
          this.terminate('VENDOR_DOWN')
        } catch (error) {
          if (!caught) throw error
          await new Promise(() => {})
        }
      }
    }
    expect(await new Sample().run(options())).toMatchObject({ state: 'errored', error: 'VENDOR_DOWN' })
  })
})
