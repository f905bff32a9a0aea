import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { FileSystem } from '../../files/file-system.js'
import type { Directory } from '../../files/file-document.js'
import { createTree } from '../../files/tree.js'
import { openTestBed, TELL, type TestBed } from '../testing/test-bed.js'
import { folderPathFor } from './folder-path.js'

const ACCOUNTS = 'io.cozy.accounts'

let bed: TestBed

beforeEach(async () => {
  bed = await openTestBed()
  await createTree(bed.instance, bed.clock.now())
  await bed.engine.start()
  await bed.addKonnector('demo', TELL)
})

afterEach(() => bed.close())

/** Runs it and answers what its program was told. */
const fieldsOf = async (message: object): Promise<Record<string, unknown>> => {
  await bed.engine.push(bed.instance, { worker: 'konnector', message: { konnector: 'demo', ...message } })
  await bed.engine.idle()
  return JSON.parse(bed.environments().at(-1)?.COZY_FIELDS ?? '') as Record<string, unknown>
}

const folderOf = async ({ folder_to_save: id }: Record<string, unknown>): Promise<Directory> =>
  (await new FileSystem(bed.instance).byId(String(id))) as Directory

const makeFolder = async (path: string, more: object = {}): Promise<Directory> => {
  const files = new FileSystem(bed.instance)
  const root = (await files.byId('io.cozy.files.root-dir')) as Directory
  const folder = await files.makeDirectory(root, path.slice(1), { now: bed.clock.now() })
  return (await files.put({ ...folder, ...more })) as Directory
}

const OWN = { type: 'io.cozy.konnectors', id: 'io.cozy.konnectors/demo' }

describe('the folder that a konnector saves to', () => {
  it('is made where it is missing, and account and triggers know it then', async () => {
    await bed.instance.documents.put(ACCOUNTS, { _id: 'mine', name: 'me@home (1)' })
    const trigger = await bed.engine.triggers.create(bed.instance, {
      type: '@webhook',
      arguments: '',
      worker: 'konnector',
      message: { konnector: 'demo', account: 'mine', folder_to_save: 'yes' }
    })
    const fields = await fieldsOf({ account: 'mine', folder_to_save: 'yes' })
    const folder = await folderOf(fields)
    expect(folder).toMatchObject({
      path: '/Administrative/Demo/me_home _1_',
      referenced_by: [OWN],
      cozyMetadata: { createdByApp: 'demo', sourceAccount: 'mine' }
    })
    expect(await bed.instance.documents.get(ACCOUNTS, 'mine')).toMatchObject({
      defaultFolderPath: '/Administrative/Demo/me_home _1_'
    })
    expect((await bed.engine.triggers.get(bed.instance, trigger._id)).message).toEqual({
      konnector: 'demo',
      account: 'mine',
      folder_to_save: folder._id
    })
    // The second run finds it.
    expect(await fieldsOf({ account: 'mine', folder_to_save: folder._id })).toMatchObject({
      folder_to_save: folder._id
    })
  })

  it('is where the account says, also where it is there already', async () => {
    const there = await makeFolder('/Bills')
    await bed.instance.documents.put(ACCOUNTS, { _id: 'mine', defaultFolderPath: '/Bills' })
    const fields = await fieldsOf({ account: 'mine', folder_to_save: 'gone' })
    expect(fields.folder_to_save).toBe(there._id)
    expect(await folderOf(fields)).toMatchObject({ referenced_by: [OWN] })
  })

  it('is the one that refers to the konnector, unless it lies in the trash or is of another account', async () => {
    await makeFolder('/Other', {
      referenced_by: [OWN, { type: 'io.cozy.accounts.sourceAccountIdentifier', id: 'another' }]
    })
    const mine = await makeFolder('/Mine', { referenced_by: [OWN] })
    await makeFolder('/Gone', { path: '/.cozy_trash/Gone', referenced_by: [OWN] })
    await bed.instance.documents.put(ACCOUNTS, {
      _id: 'mine',
      metadata: { sourceAccountIdentifier: 'me' }
    })
    expect((await fieldsOf({ account: 'mine', folder_to_save: 'gone' })).folder_to_save).toBe(mine._id)
  })

  it('is not looked for where the message names none, and not made without an account', async () => {
    await bed.instance.documents.put(ACCOUNTS, { _id: 'mine' })
    expect(await fieldsOf({ account: 'mine' })).toEqual({ konnector: 'demo', account: 'mine' })
    expect(await fieldsOf({ folder_to_save: 'gone' })).toMatchObject({ folder_to_save: 'gone' })
  })
})

describe('its path', () => {
  const account = { _id: 'a1', _rev: '1-a' }
  it.each([
    ['en', 'EDF entreprise', { ...account, name: 'me' }, '/Administrative/Edf Entreprise/me'],
    ['fr', 'orange', account, '/Administratif/Orange/a1'],
    ['es', 'électricité', { ...account, name: 'a/b:c' }, '/Administrativo/Électricité/a_b_c']
  ])('in %s, of %s', (locale, name, of, path) => {
    expect(folderPathFor(locale, name, of)).toBe(path)
  })
})
