import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { step } from '../run/step.mjs'
import { startInstalledStack, until } from '../servers/installed-stack.mjs'
import { serveRecording } from '../servers/recorded-site.mjs'
import { KONNECTOR, SERVICE } from './workspace.mjs'

const TODOS = '/data/io.cozy.todos/'

/** Waits for a job of this worker and slug; an error where it has failed. */
const ended = ({ stack }, worker, slug) =>
  until(`a job of ${slug}`, async () => {
    const { rows } = await stack.ask('io.cozy.jobs', 'GET', '/data/io.cozy.jobs/_all_docs?include_docs=true')
    const jobs = rows.map(({ doc }) => doc).filter(doc => doc?.worker === worker)
    const job = jobs.find(({ message }) => (message.slug ?? message.konnector) === slug)
    if (job?.state === 'errored')
      throw new Error(`The job has failed: ${job.error}\n${stack.output().slice(-4000)}`)
    return job?.state === 'done'
  })

const filesBelow = async (stack, folder) => {
  const { included = [] } = await stack.ask('io.cozy.files', 'GET', `/files/${folder}`)
  return included.map(({ attributes }) => attributes.name).sort()
}

/** A stack installs what was deployed; an event and a date start it. */
export const STACK_PART = {
  name: 'stack',
  needs: ['deploy'],
  steps: [
    step('cozy-jobs stack --memory', async scene => {
      scene.stack = await startInstalledStack(scene, scene.workspace)
    }),
    step(`cozy-jobs apps install ${SERVICE} git://…#build-${SERVICE}`, async ({ stack, remote }) => {
      await stack.cli('apps', 'install', SERVICE, `${remote}#build-${SERVICE}`)
    }),
    step('a document is created: the service has marked it', async scene => {
      const { stack } = scene
      const sent = { label: 'Water the plants', done: false }
      const { id } = await stack.ask('io.cozy.todos', 'POST', TODOS, sent)
      await ended(scene, 'service', SERVICE)
      const { _id, _rev, _type, cozyMetadata, seenAt, ...rest } = await stack.ask(
        'io.cozy.todos',
        'GET',
        TODOS + id
      )
      assert.match(seenAt, /^\d{4}-\d\d-\d\dT/)
      assert.deepEqual(rest, sent)
    }),
    step(`${KONNECTOR} is installed from its branch, for a site of this machine`, async scene => {
      const file = join(scene.workspace, 'apps', KONNECTOR, 'fixtures/sample.har')
      scene.site = await serveRecording(JSON.parse(readFileSync(file, 'utf8')))
      scene.atEnd(scene.site.stop)
      const query = new URLSearchParams({
        Source: `${scene.remote}#build-${KONNECTOR}`,
        Parameters: JSON.stringify({ baseUrl: scene.site.url })
      })
      const path = `/konnectors/${KONNECTOR}`
      await scene.stack.ask('io.cozy.konnectors', 'POST', `${path}?${query}`)
      await until('the installation', async () => {
        const { data } = await scene.stack.ask('io.cozy.konnectors', 'GET', path)
        if (data.attributes.error) throw new Error(data.attributes.error)
        return data.attributes.state === 'ready'
      })
    }),
    step("the konnector's trigger fires: its files are there", async scene => {
      const { stack, site } = scene
      const folder = await stack.ask('io.cozy.files', 'POST', '/files/?Type=directory&Name=Bills')
      const account = await stack.ask('io.cozy.accounts', 'POST', '/data/io.cozy.accounts/', {
        account_type: KONNECTOR,
        auth: { login: 'camille@example.org', password: 'anything' }
      })
      const attributes = {
        type: '@in',
        arguments: '1s',
        worker: 'konnector',
        message: { konnector: KONNECTOR, account: account.id, folder_to_save: folder.data.id }
      }
      await stack.ask('io.cozy.triggers', 'POST', '/jobs/triggers', { data: { attributes } })
      await ended(scene, 'konnector', KONNECTOR)
      const files = await filesBelow(stack, folder.data.id)
      assert.equal(files.length, 3)
      assert.match(files[0], /^2026-01-05_12\.25EUR_.*\.pdf$/)
      assert.ok(site.asked.includes('POST /login'))
      return files.join(', ')
    })
  ]
}
