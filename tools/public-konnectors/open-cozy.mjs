import { installLoopbackNames } from '@cozy-jobs/env'
import { startTestStack } from '@cozy-jobs/fixtures'
import { accountOf } from './account-of.mjs'

const tokenOf = async ({ stack }, slug) => {
  const query = new URLSearchParams({ Domain: stack.domain, Audience: 'konn', Subject: slug })
  const answer = await fetch(new URL(`/instances/token?${query}`, stack.adminUrl), { method: 'POST' })
  return (await answer.text()).trim()
}

const folderOf = async ({ stack }, token) => {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/vnd.api+json' }
  const path = '/files/io.cozy.files.root-dir?Name=Bills&Type=directory'
  const answer = await fetch(new URL(path, stack.url), { method: 'POST', headers })
  return answer.ok ? (await answer.json()).data.id : undefined
}

const variablesOf = async (cozy, folder, manifest) => {
  await cozy.resume()
  await cozy.install(folder)
  await cozy.documents.put('io.cozy.accounts', accountOf(manifest))
  const token = await tokenOf(cozy, manifest.slug)
  const fields = {
    konnector: manifest.slug,
    account: 'account-1',
    folder_to_save: await folderOf(cozy, token)
  }
  return {
    NODE_ENV: 'production',
    PROVIDED_MANIFEST: JSON.stringify(manifest),
    COZY_URL: cozy.stack.url,
    COZY_CREDENTIALS: token,
    COZY_FIELDS: JSON.stringify(fields),
    COZY_PARAMETERS: JSON.stringify(manifest.parameters ?? {}),
    COZY_LOCALE: 'fr',
    COZY_LANGUAGE: 'node',
    COZY_TIME_LIMIT: '60',
    COZY_JOB_ID: 'konnector/1/0123456789abcdef0123456789abcdef',
    COZY_JOB_MANUAL_EXECUTION: 'true'
  }
}

/** A Cozy of its own for one run of a konnector that is built into `folder`: with an account and a folder. */
export const openCozy = async (folder, manifest) => {
  installLoopbackNames()
  const cozy = await startTestStack()
  try {
    return { variables: await variablesOf(cozy, folder, manifest), close: () => cozy.close() }
  } catch (error) {
    await cozy.close()
    throw error
  }
}
