// What a registry takes: https://docs.cozy.io/en/cozy-stack/registry/#apis-adding-to-registry, and the address that
// the script of registry-publish.md sends to, which names the application in the archive alone.

import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeVersion } from './answers.mjs'
import { readApplications } from './read-applications.mjs'
import { Refusal, unpackVersion } from './unpack-version.mjs'

const SLUG = /^[a-z0-9-]+$/
const VERSION = /^\d+\.\d+\.\d+(-beta\.\d+|-dev\.[0-9A-Za-z]+)?$/

const parse = body => {
  try {
    const value = JSON.parse(body)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // Said below.
  }
  throw new Refusal(400, 'the body is no JSON object')
}

const editorOf = (tokens, authorization = '') => {
  const [, token] = /^Token (.+)$/.exec(authorization) ?? []
  const known = token !== undefined && Object.hasOwn(tokens, token)
  if (!known) throw new Refusal(401, 'the token is not valid')
  return tokens[token]
}

const register = async (folder, editor, { slug, editor: named }) => {
  if (typeof slug !== 'string' || !SLUG.test(slug)) throw new Refusal(400, 'the slug is not valid')
  if (typeof named !== 'string' || named === '') throw new Refusal(400, 'the editor is missing')
  if (named !== editor) throw new Refusal(403, 'the token is of another editor')
  const place = join(folder, slug)
  if (existsSync(place)) throw new Refusal(409, 'the application exists already')
  await mkdir(place)
  await writeFile(join(place, 'application.json'), JSON.stringify({ editor: named }))
  return { status: 201, json: { slug, editor: named } }
}

const checkRequest = ({ version, url, sha256 }) => {
  if (typeof version !== 'string' || !VERSION.test(version))
    throw new Refusal(400, 'the version is not valid')
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/i.test(sha256)) {
    throw new Refusal(400, 'the checksum is not valid')
  }
  if (typeof url !== 'string' || !/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new Refusal(400, 'the url is not valid')
  }
}

const addVersion = async ({ folder, editor, slug: asked, sent, origin }) => {
  checkRequest(sent)
  const apps = await readApplications(folder)
  const known = slug => {
    const app = apps.get(slug)
    if (!app) throw new Refusal(404, 'the application does not exist')
    const owner = app.editor ?? app.versions[0]?.manifest.editor
    if (owner !== editor) throw new Refusal(403, 'the token is of another editor')
    if (app.versions.some(({ version }) => version === sent.version)) {
      throw new Refusal(409, 'the version exists already')
    }
  }
  if (asked !== undefined) known(asked)
  const content = await unpackVersion(sent)
  const { slug } = content.manifest
  if (asked === undefined) known(slug)
  else if (slug !== asked) throw new Refusal(412, `the manifest has the slug ${slug}`)
  await content.writeTo(join(folder, slug, sent.version))
  const added = (await readApplications(folder))
    .get(slug)
    .versions.find(({ version }) => version === sent.version)
  return {
    status: 201,
    json: await describeVersion(added, { origin }),
    location: `${origin}/registry/${slug}/${sent.version}`
  }
}

/** What a registry answers to whoever publishes. */
export const publishes = async ({ folder, tokens, url, authorization, body }) => {
  try {
    const editor = editorOf(tokens, authorization)
    const [top, slug, ...rest] = url.pathname.split('/').filter(Boolean).map(decodeURIComponent)
    if (top !== 'registry' || rest.length > 0) throw new Refusal(404, 'Not Found')
    const sent = parse(body)
    if (slug === undefined) return await register(folder, editor, sent)
    const named = slug === 'versions' ? undefined : slug
    return await addVersion({ folder, editor, slug: named, sent, origin: url.origin })
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, json: { error: error.message } }
    throw error
  }
}
