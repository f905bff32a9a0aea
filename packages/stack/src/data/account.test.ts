import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { useApps } from '../permissions/testing/use-app.js'
import type { Answer } from '../testing/test-stack.js'
import { Keyring } from './keyring.js'

const bed = useApps()
const PATH = '/data/io.cozy.accounts/'
const AUTH = { login: 'me', password: 'pass of the site', secret: { pin: 1234 } }

const stored = (id: string): Promise<Record<string, unknown>> =>
  bed.test.stack.instances.list()[0]!.documents.get('io.cozy.accounts', id)

describe('an account', () => {
  const make = async (): Promise<{ token: string; answer: Answer }> => {
    const token = await bed.install('home', { accounts: { type: 'io.cozy.accounts' } })
    return {
      token,
      answer: await bed.test.ask('POST', PATH, { token, body: { account_type: 'site', auth: AUTH } })
    }
  }

  it('is stored without its secrets in plain, under the name of its login', async () => {
    const { answer } = await make()
    expect(answer.json.data).toMatchObject({
      name: 'me',
      auth: { login: 'me', credentials_encrypted: expect.any(String), secret_encrypted: expect.any(String) },
      cozyMetadata: { metadataVersion: 1, createdByApp: 'home' }
    })
    for (const doc of [answer.json.data, await stored(answer.json.id)]) {
      expect(JSON.stringify(doc)).not.toMatch(/pass of the site|1234/)
    }
  })

  it('shows them to apps that ask for them, and not to the command line', async () => {
    const { token, answer } = await make()
    const read = async (query: string, by = token): Promise<unknown> =>
      (await bed.test.ask('GET', `${PATH}${answer.json.id}${query}`, { token: by })).json.auth
    expect(await read('?include=credentials')).toEqual(AUTH)
    expect(await read('')).not.toHaveProperty('password')
    const cli = await bed.test.cli('io.cozy.accounts')
    expect(await read('?include=credentials', cli)).not.toHaveProperty('password')
  })

  it('that was stored as it came is sealed when it is read', async () => {
    const token = await bed.test.cli('io.cozy.accounts')
    const made = await bed.test.ask('PUT', `${PATH}plain`, {
      token,
      body: { auth: AUTH, data: { auth: AUTH } }
    })
    expect(made.json.data.auth.password).toBe(AUTH.password)
    const read = await bed.test.ask('GET', `${PATH}plain`, { token })
    expect(read.json._rev).toMatch(/^2-/)
    expect(JSON.stringify(await stored('plain'))).not.toContain(AUTH.password)
  })

  it('keeps what was sealed until there is something new', async () => {
    const { token, answer } = await make()
    const { data } = answer.json
    const change = async (auth: Record<string, unknown>, { _id, _rev } = data): Promise<Answer> =>
      bed.test.ask('PUT', PATH + data._id, { token, body: { _id, _rev, auth } })
    const kept = await change({ ...data.auth, login: 'you' })
    expect(kept.json.data.auth).toMatchObject({ credentials_encrypted: data.auth.credentials_encrypted })
    await change({ ...data.auth, login: 'you', password: 'new' }, kept.json.data)
    const read = await bed.test.ask('GET', `${PATH}${data._id}?include=credentials`, { token })
    expect(read.json.auth).toEqual({ ...AUTH, login: 'you', password: 'new' })
  })
})

describe('a keyring', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyring-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('opens again what it has sealed, and nothing that was touched', async () => {
    const sealed = await new Keyring(folder).seal('a secret')
    expect(await new Keyring(folder).open(sealed)).toBe('a secret')
    const touched = Buffer.from(sealed, 'base64')
    touched[20]! ^= 1
    expect(await new Keyring(folder).open(touched.toString('base64'))).toBeUndefined()
    expect(await new Keyring().open(sealed)).toBeUndefined()
    expect(await new Keyring(folder).open('bmFjbA==')).toBeUndefined()
  })

  it('lies in a file of its owner alone', async () => {
    const [one, two] = await Promise.all([new Keyring(folder).seal('x'), new Keyring(folder).seal('x')])
    expect(one).not.toBe(two)
    expect(statSync(join(folder, 'keyring')).mode & 0o777).toBe(0o600)
    expect(Buffer.from(readFileSync(join(folder, 'keyring'), 'utf8'), 'base64')).toHaveLength(32)
  })
})
