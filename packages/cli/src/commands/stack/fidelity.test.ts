import { expect, it } from '@jest/globals'
import { runCli } from '../../testing/run-cli.js'

it('refuses a fidelity that nobody knows, before anything is started', async () => {
  expect(await runCli('stack --memory --fidelity disk')).toEqual({
    code: 2,
    out: '',
    err: 'Failed to start the stack: --fidelity knows no "disk". Give crash, which loses the running job as production does.\n'
  })
})
