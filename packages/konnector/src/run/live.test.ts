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

  it('begins no further file, and is partial though it ends by itself', async () => {
    const { site, context } = opened
    for (const name of ['first', 'second']) {
      site.on(`GET /${name}.pdf`, { headers: { 'content-type': 'application/pdf' }, body: samplePdf(name) })
    }
    let left: unknown[] = []
    let late = 0
    const main: Steps['main'] = async run => {
      const entries = ['first', 'second'].map(name => ({ fileurl: `${site.url}/${name}.pdf` }))
      // Far from the end it is over by the clock alone: no timer ends the run before `main` does.
      const postProcess = (): unknown => (late = 1_000_000)
      const options = { requestInstance: context.http, postProcess }
      left = await boundFunctions(run).saveFiles(entries, { folderPath: '/Bills' }, options)
    }
    const outcome = await live(
      { main },
      { env: { ...opened.test.env, timeLimit: 605 }, now: () => new Date(Date.now() + late) }
    )
    expect(outcome).toMatchObject({ ...PARTIAL, detail: PARTIAL.detail.replace('1 s', '600 s') })
    expect(left).toMatchObject([{ fileurl: `${site.url}/first.pdf` }])
    expect(site.seen.map(({ path }) => path)).toEqual(['/first.pdf'])
  })

  it('is partial where a file was on its way', async () => {
    const { site, context } = opened
    site.on('GET /half.pdf', (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/pdf' }).write(samplePdf('half').subarray(0, 100))
      return undefined
    })
    let left: Promise<unknown> | undefined
    const outcome = await run({
      main: run => {
        const entries = [{ fileurl: `${site.url}/half.pdf` }]
        left = boundFunctions(run).saveFiles(entries, { folderPath: '/Half' })
        return left
      }
    })
    expect(outcome).toMatchObject(PARTIAL)
    expect(await left).toEqual([])
    expect(await context.stack.files.lookupByPath('/Half/half.pdf')).toBeUndefined()
  })

  it('ends well where the konnector itself has given its files no more time', async () => {
    const { site } = opened
    site.on('GET /late.pdf', { headers: { 'content-type': 'application/pdf' }, body: samplePdf('late') })
    const outcome = await run({
      main: run =>
        boundFunctions(run).saveFiles(
          [{ fileurl: `${site.url}/late.pdf` }],
          { folderPath: '/Late' },
          { timeout: 1 }
        )
    })
    expect(outcome).toEqual({ state: 'done' })
  })

  it('waits no longer for its provider', async () => {
    opened.site.on('GET /silence', () => undefined)
    const outcome = await run({ main: ({ http }) => http.get(`${opened.site.url}/silence`) })
    expect(outcome).toMatchObject({ state: 'errored', error: 'TIMEOUT' })
  })
})
