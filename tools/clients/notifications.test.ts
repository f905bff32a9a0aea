import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startClientStack, type ClientStack } from './client-stack.js'

let stack: ClientStack
let stackClient: ReturnType<ClientStack['stackClient']>

beforeAll(async () => {
  stack = await startClientStack()
  await stack.install('apps', 'svcdemo')
  stackClient = stack.stackClient(await stack.token('app', 'svcdemo'))
}, 30_000)

afterAll(() => stack.stop())

const raise = (category: string) =>
  stackClient.fetchJSON('POST', '/notifications', {
    data: {
      type: 'io.cozy.notifications',
      attributes: {
        category,
        category_id: 'one',
        title: 'Low',
        message: 'The balance is low',
        channels: ['mail']
      }
    }
  })

describe('notifications with cozy-stack-client', () => {
  it('are raised by an app that has declared their category', async () => {
    const { data } = await raise('account-balance')
    expect(data).toMatchObject({
      type: 'io.cozy.notifications',
      attributes: { category: 'account-balance', slug: 'svcdemo', title: 'Low' }
    })
  })

  it('are refused in another', async () => {
    await expect(raise('undeclared')).rejects.toMatchObject({ status: expect.any(Number) })
  })
})
