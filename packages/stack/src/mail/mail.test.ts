import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { startTestStack, type TestStack } from '../testing/test-stack.js'
import { sendMail, type Mail } from './send-mail.js'
import { TEMPLATES, type TemplateName } from './templates/templates.js'

let test: TestStack
let folder: string
let token: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mails-'))
  test = await startTestStack({
    data: { folder },
    email: 'owner@example.org',
    publicName: 'Zoé',
    config: { mail: { noreplyAddress: '', noreplyName: 'My Cozy', replyTo: 'help@example.org' } }
  })
  token = await test.cli('io.cozy.jobs io.cozy.support')
})

afterAll(async () => {
  await test.stack.close()
  rmSync(folder, { recursive: true })
})

const body = (attributes: unknown): unknown => ({ data: { attributes } })

const written = (): Promise<string[]> => test.stack.outbox.list(test.stack.instances.list()[0]!)

/** The mails that the job writes, and what became of it. */
const push = async (message: unknown) => {
  const before = await written()
  const answer = await test.ask('POST', '/jobs/queue/sendmail', { token, body: body({ arguments: message }) })
  expect(answer.status).toBe(202)
  await test.stack.engine.idle()
  const { json } = await test.ask('GET', `/jobs/${answer.json.data.id}`, { token })
  const paths = (await written()).filter(path => !before.includes(path))
  return { paths, mails: paths.map(path => readFileSync(path, 'utf8')), job: json.data.attributes }
}

const TEXT = [{ type: 'text/plain', body: 'Hey !' }]

describe('a job of sendmail', () => {
  it('of the mode noreply is written to the owner, whoever else is named', async () => {
    const to = [{ name: 'Other', email: 'other@example.org' }]
    const { mails, paths, job } = await push({ mode: 'noreply', to, subject: 'Été', parts: TEXT })
    expect(job).toMatchObject({ state: 'done' })
    expect(mails.length).toBe(1)
    expect(mails[0]).toMatch(/^From: My Cozy <noreply@cozy\.localhost>\r$/m)
    expect(mails[0]).toMatch(/^To: =\?UTF-8\?\S+\?= <owner@example\.org>\r$/m)
    expect(mails[0]).toMatch(/^Reply-To: My Cozy <help@example\.org>\r$/m)
    expect(mails[0]).toMatch(/^Subject: =\?UTF-8\?\S+\?=\r$/m)
    expect(mails[0]).toContain(`X-Cozy: ${test.stack.domain}\r\n`)
    expect(mails[0]).toMatch(/\r\n\r\nHey !/)
    expect(mails[0]).not.toContain('other@example.org')
    expect(dirname(dirname(paths[0]!))).toBe(join(folder, 'mails'))
    expect(statSync(paths[0]!).mode & 0o777).toBe(0o600)
  })

  it('of the mode from is written to others, who answer the owner', async () => {
    const to = [{ name: 'Jo', email: 'jo@example.org' }, { email: 'Al <al@example.org>' }]
    const parts = [{ type: 'text/html', body: '<b>Hey !</b>' }, ...TEXT]
    const attachments = [{ filename: 'a "b".txt', content: Buffer.from('content').toString('base64') }]
    const { mails } = await push({ mode: 'from', to, subject: 'Hey', parts, attachments })
    expect(mails[0]).toMatch(/^To: Jo <jo@example\.org>, Al <al@example\.org>\r$/m)
    expect(mails[0]).toMatch(/^Reply-To: \S+ <owner@example\.org>\r$/m)
    expect(mails[0]).toMatch(/multipart\/mixed/)
    expect(mails[0]!.indexOf('text/html')).toBeLessThan(mails[0]!.indexOf('text/plain'))
    expect(mails[0]).toContain(Buffer.from('content').toString('base64'))
  })

  it('can put nothing else into the head of a mail, and name no file or address', async () => {
    const to = [{ name: 'Jo\r\nBcc: spy@example.org', email: 'jo@example.org\r\nBcc: spy@example.org' }]
    const attachments = [{ filename: 'x\r\nX-Evil: 1', path: '/etc/passwd', href: test.stack.url }]
    const subject = 'Hey\r\nBcc: spy@example.org\r\n\r\nbody'
    const { mails } = await push({ mode: 'from', to, subject, parts: TEXT, attachments })
    expect(mails.join('')).not.toMatch(/^(?:Bcc|X-Evil):/im)
    expect(mails.join('')).not.toContain('root:')
  })

  it.each([
    [{ mode: 'odd', subject: 'x' }, 'Mail sent with unknown mode odd'],
    [{ mode: 'noreply' }, 'Missing mail subject'],
    [{ mode: 'from', subject: 'x' }, 'Missing mail recipient'],
    [{ mode: 'noreply', subject: 'x', parts: [{ type: 'text/x' }] }, 'Unknown body content-type text/x'],
    [{ mode: 'noreply', template_name: 'nope' }, 'Could not find email named "nope"'],
    [{ mode: 'noreply', template_name: 'toString' }, 'Could not find email named "toString"'],
    [{ mode: 'noreply', subject: ['x'] }, 'jobs: message unmarshal']
  ])('of %j fails', async (message, error) => {
    const { job, mails } = await push(message)
    expect(job).toMatchObject({ state: 'errored', error })
    expect(mails).toEqual([])
  })

  it('of the mode pending says that there is no such address', async () => {
    const { job } = await push({ mode: 'pending', subject: 'x' })
    expect(job.error).toBe(`Domain ${test.stack.domain} has no pending email in its settings`)
  })

  it('needs a permission for its worker', async () => {
    const other = await test.cli('io.cozy.jobs:POST:service:worker')
    const answer = await test.ask('POST', '/jobs/queue/sendmail', {
      token: other,
      body: body({ arguments: {} })
    })
    expect(answer.status).toBe(403)
  })
})

describe('a template', () => {
  const send = async (mail: Mail): Promise<string> => {
    const before = await written()
    await sendMail(test.stack, test.stack.instances.list()[0]!, mail)
    await test.stack.engine.idle()
    const [path] = (await written()).filter(one => !before.includes(one))
    return readFileSync(path!, 'utf8')
  }

  it('shows its values as text, in the language of the mail', async () => {
    const values = { PublicName: '<b>', PassphraseResetLink: 'javascript:alert(1)' }
    const mail = await send({ mode: 'noreply', template: 'passphrase_reset', values, locale: 'fr' })
    expect(mail).not.toContain('<b>,</p>')
    expect(mail).not.toContain('<a href')
    expect(mail).toMatch(/lang=(?:3D)?"fr"/)
  })

  it.each(Object.keys(TEMPLATES) as TemplateName[])('%s has a subject and words in both languages', name => {
    const { en, fr } = TEMPLATES[name]
    const value = (field: string): string => `{${field}}`
    expect(en(value).subject).not.toBe(fr(value).subject)
    expect(en(value).blocks.length).toBe(fr(value).blocks.length)
  })
})

describe('the support', () => {
  it('gets the request, and the owner a confirmation', async () => {
    const before = await written()
    const answer = await test.ask('POST', '/jobs/support', {
      token: await test.cli('io.cozy.support'),
      body: body({ arguments: { subject: 'Help', body: 'It is broken' } })
    })
    expect([answer.status, answer.text]).toEqual([204, ''])
    await test.stack.engine.idle()
    const mails = (await written())
      .filter(path => !before.includes(path))
      .map(path => readFileSync(path, 'utf8'))
    const to = mails.map(mail => /^To: .*<(.*)>\r$/m.exec(mail)?.[1]).sort()
    expect(to).toEqual(['help@example.org', 'owner@example.org'])
  })

  it('is for those who may write to it', async () => {
    const other = await test.cli('io.cozy.files')
    const answer = await test.ask('POST', '/jobs/support', { token: other, body: body({}) })
    expect(answer.status).toBe(403)
  })
})

describe('a campaign', () => {
  const campaign = (given: object) =>
    test.ask('POST', '/jobs/campaign-emails', { token, body: body({ arguments: given }) })

  it('is written to the owner', async () => {
    const before = (await written()).length
    expect((await campaign({ subject: 'News', parts: TEXT })).status).toBe(204)
    await test.stack.engine.idle()
    expect((await written()).length).toBe(before + 1)
  })

  it.each([
    [{ parts: TEXT }, 'emailer: missing subject'],
    [{ subject: 'News' }, 'emailer: missing content']
  ])('of %j is refused', async (given, detail) => {
    const answer = await campaign(given)
    expect([answer.status, answer.json.errors[0].detail]).toEqual([400, detail])
  })
})

describe('the mails of an instance', () => {
  it('are listed and read on the admin port, and nothing else is', async () => {
    const listed = await test.admin('GET', `/mails?Domain=${test.stack.domain}`)
    expect(listed.json.mails.length).toBe((await written()).length)
    const one = await test.admin('GET', `/mails/${listed.json.mails[0].file}?Domain=${test.stack.domain}`)
    expect([one.status, one.headers['content-type']]).toEqual([200, 'message/rfc822'])
    for (const file of ['..%2F..%2Fkeyring', 'nothing.eml']) {
      expect((await test.admin('GET', `/mails/${file}?Domain=${test.stack.domain}`)).status).toBe(404)
    }
  })

  it('go with it', async () => {
    const instance = await test.stack.instances.create({ domain: 'other.localhost', email: 'o@example.org' })
    await sendMail(test.stack, instance, { mode: 'noreply', subject: 'x', parts: TEXT })
    await test.stack.engine.idle()
    const [path] = await test.stack.outbox.list(instance)
    expect(existsSync(path!)).toBe(true)
    await test.stack.instances.destroy(instance.domain)
    expect(existsSync(dirname(path!))).toBe(false)
  })
})

describe('what gives access', () => {
  const mail: Mail = {
    mode: 'noreply',
    template: 'passphrase_reset',
    values: { PublicName: 'Zoé' },
    secrets: { PassphraseResetLink: 'http://reset.example/token-of-the-link' }
  }

  const readLast = async (): Promise<string> => {
    await test.stack.engine.idle()
    return readFileSync((await written()).at(-1)!, 'utf8').replaceAll('=\r\n', '')
  }

  it('stands in the mail, and in no job that an app may read', async () => {
    const [instance] = test.stack.instances.list()
    const job = await sendMail(test.stack, instance!, mail)
    expect(await readLast()).toContain('token-of-the-link')
    const { text } = await test.ask('GET', `/data/io.cozy.jobs/${job._id}`, { token })
    expect(text).toContain('"PublicName":"Zoé"')
    expect(text).not.toContain('token-of-the-link')
  })

  it('is good for the very mail that it was sealed for', async () => {
    const [instance] = test.stack.instances.list()
    const { message } = await sendMail(test.stack, instance!, mail)
    await test.stack.engine.idle()
    const to = [{ name: 'Other', email: 'other@example.org' }]
    const stolen = await push({ ...(message as object), mode: 'from', to })
    expect(stolen.mails.join()).not.toContain('token-of-the-link')
    const again = await push(message)
    expect(again.mails.join().replaceAll('=\r\n', '')).toContain('token-of-the-link')
  })
})
