import { afterAll, beforeAll } from '@jest/globals'
import { startTestStack, type Answer, type Sent, type TestStack } from '../../testing/test-stack.js'

/** A stack for the tests of one file, and a client of `/files/` with all rights on files. */
export interface FilesClient {
  /** The stack that the tests run on; there once they run. */
  test: () => TestStack
  /** With the token of the client, unless another is given. */
  call: (method: string, path: string, sent?: Sent) => Promise<Answer>
}

export const useFiles = (): FilesClient => {
  let test: TestStack
  let token: string
  beforeAll(async () => {
    test = await startTestStack()
    token = await test.cli('io.cozy.files')
  })
  afterAll(() => test.stack.close())
  return {
    test: () => test,
    call: (method, path, sent = {}) => test.ask(method, `/files/${path}`, { token, ...sent })
  }
}
