import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { parseCredentials } from '@cozy-jobs/env'
import { openStack } from '../cozy/open-stack.js'
import { findFolderPath } from '../folder/find-folder-path.js'
import { mkdirp } from '../folder/mkdirp.js'
import { startTestContext, type TestContext } from '../testing/test-context.js'
import { openLoginState } from './login-state.js'
import { openAccount } from './open-account.js'
import { secretsOfAccount } from './secrets-of-account.js'
import { loadSession, saveSession } from './session.js'

let test: TestContext
beforeAll(async () => {
  test = await startTestContext()
})
afterAll(() => test?.close())

const stored = () => test.cozy.documents.get('io.cozy.accounts', 'account-1')

it('keeps data beside those that are there, or in their place', async () => {
  const { account } = test.ctx
  await account.saveData({ a: 1 })
  expect(await account.saveData({ b: 2 })).toEqual({ a: 1, b: 2 })
  expect(await account.saveData({ c: 3 }, { merge: false })).toEqual({ c: 3 })
  expect(account.login).toBe('camille')
})

it('changes what it changes alone, whatever others have written meanwhile', async () => {
  await test.cozy.documents.put('io.cozy.accounts', { ...(await stored()), name: 'Mine' })
  await test.ctx.account.update({ state: 'X' })
  expect(await stored()).toMatchObject({ name: 'Mine', state: 'X' })
})

it('keeps a session until the owner asks for a new one', async () => {
  const { account } = test.ctx
  await saveSession(account, { cookies: ['a'] })
  expect(await loadSession(account)).toEqual({ cookies: ['a'] })
  await account.update({ state: 'RESET_SESSION' })
  expect(await loadSession(account)).toBeUndefined()
  expect(await stored()).toMatchObject({ state: null })
})

it('tells the state of the login once', async () => {
  const login = openLoginState(test.ctx.account)
  await login.deactivateAutoSuccessfulLogin()
  expect((await stored())['state']).toBe('HANDLE_LOGIN_SUCCESS')
  await login.notifySuccessfulLogin()
  await login.deactivateAutoSuccessfulLogin()
  expect((await stored())['state']).toBe('LOGIN_SUCCESS')
})

it('is told as missing', async () => {
  const { stack } = test.ctx
  await expect(openAccount(stack, 'nobody')).rejects.toMatchObject({ code: 'CANNOT_FIND_ACCOUNT' })
  expect((await openAccount(stack, 'nobody', { deleted: true })).document).toEqual({})
  expect((await openAccount(stack, undefined)).document).toEqual({})
})

it('has secrets: fields of type password, tokens, codes, the session', () => {
  const document = {
    auth: { login: 'camille', password: 'p4ssword', birth: '1970', key: 'k3y' },
    oauth: { access_token: 'tok3n' },
    data: { auth: { session: 's' }, refreshToken: 'r3fresh' },
    twoFACode: '123456'
  }
  const fields = { key: { type: 'password' }, birth: { type: 'date' } }
  expect(secretsOfAccount(document, { fields }).sort()).toEqual(
    ['p4ssword', 'k3y', 'tok3n', 'r3fresh', '123456'].sort()
  )
})

it('has no folder where the konnector has no rights on files', async () => {
  const { stack: cozy } = test.cozy
  const query = new URLSearchParams({ Domain: cozy.domain, Audience: 'cli', Scope: 'io.cozy.accounts' })
  const answer = await fetch(new URL(`/instances/token?${query.toString()}`, cozy.adminUrl), {
    method: 'POST'
  })
  const credentials = parseCredentials((await answer.text()).trim())!
  const stack = openStack({ url: cozy.url, credentials })
  expect(await findFolderPath(stack, { folder_to_save: 'io.cozy.files.root-dir' }, {})).toBeUndefined()
})

it('has a folder, until it lies in the trash', async () => {
  const { stack } = test.ctx
  const folder = await mkdirp(stack, 'Bills', 'été')
  expect(await findFolderPath(stack, { folder_to_save: folder._id }, {})).toBe('/Bills/été')
  expect(await findFolderPath(stack, {}, { folderId: folder._id })).toBe('/Bills/été')
  expect(await findFolderPath(stack, {}, {})).toBeUndefined()
  await stack.files.trash(folder._id)
  for (const id of [folder._id, 'nowhere']) {
    await expect(findFolderPath(stack, { folder_to_save: id }, {})).rejects.toMatchObject({
      code: 'NOT_EXISTING_DIRECTORY'
    })
  }
})
