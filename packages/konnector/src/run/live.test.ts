import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startProviderContext, type ProviderContext } from '../testing/provider-context.js'
import { samplePdf } from '../testing/sample-pdf.js'
import { boundFunctions } from './bound-functions.js'
import { live, type Steps } from './live.js'

let opened: ProviderContext
beforeAll(async () => {
  opened = await startProviderContext()
})
afterAll(() => opened?.close())

/** In seconds: a stack gives far more, and says five more than it gives. */
const TIME = 1
const run = (steps: Steps) => live(steps, { env: { ...opened.test.env, timeLimit: TIME } })

const PARTIAL = {
  state: 'errored',
  error: 'UNKNOWN_ERROR.PARTIAL_SYNC',
  detail:
    'Failed to fetch everything: the run may take 1 s. What was fetched is saved; the next run goes on.',
  noRetry: false
}

describe('at the end of its time a run', () => {
  it('is partial, keeps what it has written, and says so where it must not be lost', async () => {
    let told = false
    const outcome = await run({
      main: async ({ stack }) => {
        await stack.documents.create('io.cozy.todos', { _id: 'before', label: 'before the end' })
        await new Promise(() => {})
      },
      interrupted: () => (told = true)
    })
    expect(outcome).toMatchObject(PARTIAL)
    expect(told).toBe(true)
    expect(await opened.test.cozy.documents.get('io.cozy.todos', 'before')).toMatchObject({ _id: 'before' })
  })

  it('begins no further file, and ends well where it ends by itself', async () => {
    const { site, context } = opened
    for (const name of ['first', 'second']) {
      site.on(`GET /${name}.pdf`, { headers: { 'content-type': 'application/pdf' }, body: samplePdf(name) })
    }
    let left: unknown[] = []
    const outcome = await run({
      main: async run => {
        const entries = ['first', 'second'].map(name => ({ fileurl: `${site.url}/${name}.pdf` }))
        const postProcess = (): Promise<void> =>
          new Promise(resolve => run.budget.signal.addEventListener('abort', () => resolve()))
        const options = { requestInstance: context.http, postProcess }
        left = await boundFunctions(run).saveFiles(entries, { folderPath: '/Bills' }, options)
      }
    })
    expect(outcome).toEqual({ state: 'done' })
    expect(left).toMatchObject([{ fileurl: `${site.url}/first.pdf` }])
    expect(site.seen.map(({ path }) => path)).toEqual(['/first.pdf'])
  })

  it('waits no longer for its provider', async () => {
    opened.site.on('GET /silence', () => undefined)
    const outcome = await run({ main: ({ http }) => http.get(`${opened.site.url}/silence`) })
    expect(outcome).toMatchObject({ state: 'errored', error: 'TIMEOUT' })
  })
})
