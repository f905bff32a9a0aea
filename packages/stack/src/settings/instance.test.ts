import { describe, expect, it } from '@jest/globals'
import type { Answer } from '../testing/test-stack.js'
import { refusalOf, useSettings } from './testing/use-settings.js'

const bed = useSettings({
  config: {
    contexts: { default: {}, signup: { signup_url: 'https://signup.example.org/' } },
    clouderies: { default: 'https://manager.example.org/' }
  }
})

const read = async () => (await bed.ask('GET', '/settings/instance')).json.data

const change = (attributes: unknown, rev?: string, token?: string): Promise<Answer> =>
  bed.ask(
    'PUT',
    '/settings/instance',
    { data: { type: 'io.cozy.settings', id: 'io.cozy.settings.instance', meta: { rev }, attributes } },
    token === undefined ? {} : { token }
  )

describe('the settings of an instance', () => {
  it('are written whole, the locale to the instance, with a revision that is the next', async () => {
    const { meta } = await read()
    const answer = await change({ public_name: 'Alice', tz: 'Europe/Paris', locale: 'fr' }, meta.rev)
    expect(answer.status).toBe(200)
    const { data } = answer.json
    expect(data.meta.rev).toMatch(/^2-/)
    expect(data.attributes).toMatchObject({
      public_name: 'Alice',
      tz: 'Europe/Paris',
      locale: 'fr',
      auth_mode: 'basic',
      email: 'owner@example.org'
    })
    expect(Object.keys(data.attributes)).toEqual(Object.keys(data.attributes).sort())
    expect((await read()).attributes).toMatchObject({ ...data.attributes, password_defined: true })
    expect(bed.instance.locale).toBe('fr')
    const page = await bed.test.ask('GET', '/auth/login', { headers: { accept: 'text/html' } })
    expect(page.text).toContain('lang="fr"')
  })

  it('with an old revision are a conflict, unless nothing changes', async () => {
    const old = '6-2d9b7ef014d10549c2b4e206672d3e44'
    const { attributes, meta } = await read()
    const { public_name, tz } = attributes
    expect((await change({ public_name, tz: 'Asia/Tokyo' }, old)).status).toBe(409)
    expect((await change({ public_name, tz: 'Asia/Tokyo' })).status).toBe(409)
    const same = await change({ public_name, tz }, old)
    expect([same.status, same.json.data.meta.rev]).toEqual([200, old])
    expect((await read()).meta.rev).toBe(meta.rev)
  })

  it('keep from apps what decides where mails go, and what the administration sets', async () => {
    const before = await read()
    const { data } = (
      await change(
        {
          public_name: 'Bob',
          email: 'thief@example.org',
          pending_email: 'thief@example.org',
          auth_mode: 'two_factor_mail',
          tos: '9.0.0-20260101',
          uuid: 'stolen',
          context: 'other'
        },
        before.meta.rev
      )
    ).json
    expect(data.attributes).toMatchObject({
      public_name: 'Bob',
      email: 'owner@example.org',
      auth_mode: 'basic',
      tos: '',
      uuid: '',
      context: before.attributes.context
    })
    expect(data.attributes).not.toHaveProperty('pending_email')
  })

  it('may all be set by the command line', async () => {
    const { meta } = await read()
    const answer = await change(
      { public_name: 'Carol', email: 'carol@example.org', uuid: 'abc', auto_update: 'false' },
      meta.rev,
      bed.cli
    )
    expect(answer.json.data.attributes).toMatchObject({
      email: 'carol@example.org',
      uuid: 'abc',
      auto_update: false
    })
    const { attributes } = (await bed.ask('GET', '/settings/context')).json.data
    expect(attributes.manager_url).toBe('https://manager.example.org')
  })

  it.each([
    ['an unknown mode of login', { auth_mode: 'none' }, 'Unknown authentication mode'],
    ['terms of no version', { tos: 'x' }, 'Bad format for TOS version'],
    ['newest terms without a date', { tos_latest: '1.0.0' }, 'Bad format for TOS version']
  ])('with %s are refused', async (_name, attributes, detail) => {
    expect(refusalOf(await change(attributes, (await read()).meta.rev, bed.cli))).toEqual([400, detail])
  })

  it.each(['{', 'null', '{}', '{"data":{}}', '{"data":{"attributes":[]}}', '{"data":{"attributes":null}}'])(
    'are refused as %s',
    async body => {
      expect((await bed.ask('PUT', '/settings/instance', body)).status).toBe(400)
    }
  )

  it('need a permission for a change', async () => {
    const token = await bed.test.cli('io.cozy.settings:GET io.cozy.todos')
    expect((await change({ public_name: 'Eve' }, (await read()).meta.rev, token)).status).toBe(403)
    expect((await change({ public_name: 'Eve' }, '1-a', '')).status).toBe(401)
    const one = await bed.test.cli('io.cozy.settings:PUT:io.cozy.settings.instance')
    expect((await change({ public_name: 'Eve' }, (await read()).meta.rev, one)).status).toBe(200)
  })

  it('say where they were moved from until somebody who is logged in has seen it', async () => {
    const { documents } = bed.instance
    const id = 'io.cozy.settings.instance'
    const settings = await documents.get('io.cozy.settings', id)
    await documents.put('io.cozy.settings', { ...settings, moved_from: 'old.example.org' })
    const path = '/settings/instance/moved_from'
    expect((await bed.ask('DELETE', path)).status).toBe(403)
    expect((await read()).attributes.moved_from).toBe('old.example.org')
    expect((await bed.ask('DELETE', path, undefined, { cookie: await bed.login() })).status).toBe(204)
    expect((await read()).attributes).not.toHaveProperty('moved_from')
  })
})

describe('external ties and the page of a manager', () => {
  it('are for apps, and for who is logged in', async () => {
    const { data } = (await bed.ask('GET', '/settings/external-ties')).json
    expect(data).toMatchObject({
      id: 'io.cozy.settings.external-ties',
      attributes: { has_blocking_subscription: false }
    })
    expect((await bed.ask('GET', '/settings/external-ties', undefined, { token: '' })).status).toBe(403)
    expect((await bed.ask('GET', '/settings/premium')).status).toBe(403)
    const cookie = await bed.login()
    const answer = await bed.ask('GET', '/settings/premium', undefined, { token: '', cookie })
    expect([answer.status, answer.headers.location]).toEqual([
      301,
      'https://manager.example.org/cozy/instances/abc/premium'
    ])
  })
})
