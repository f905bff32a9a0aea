import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildCopy } from '../provider-site/testing/open-konnector.js'
import { EXAMPLES } from './examples.js'
import { MODES, type Ready } from './modes.js'

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, never>

/** The same konnector on cozy-konnector-libs, as its author would bring it: its source, and one line in package.json. */
const onOldLibrary = (slug: string) => (folder: string) => {
  rmSync(join(folder, 'src'), { recursive: true })
  cpSync(join(import.meta.dirname, 'drop-in', `${slug}.cjs`), join(folder, 'src/index.js'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: slug, cozyJobs: { compat: true } }))
}

describe.each(EXAMPLES)('$slug', example => {
  const { slug, holds, secret } = example
  let site: Awaited<ReturnType<typeof example.start>>
  let ready: Ready
  let dropIn: Ready

  beforeAll(async () => {
    site = await example.start()
    const copy = await buildCopy(slug)
    const { parameters } = readJson(join(copy.folder, 'manifest.konnector'))
    ready = { ...example, copy, parameters: parameters!, site: site.url }
    dropIn = { ...ready, copy: await buildCopy(slug, undefined, onOldLibrary(slug)) }
  }, 120_000)
  afterAll(async () => {
    await site?.close()
    for (const one of [ready, dropIn]) one?.copy.remove()
  })

  it.each(Object.keys(MODES))(
    'gives the same by %s',
    async mode => {
      const { held, said } = await MODES[mode]!(ready)
      expect(held).toEqual(holds)
      expect(said).not.toContain(secret)
    },
    60_000
  )

  it.each(['standalone', 'installed'])(
    'gives the same written for cozy-konnector-libs, by %s',
    async mode => {
      const { held, said } = await MODES[mode]!(dropIn)
      expect(held).toEqual(holds)
      expect(said).not.toContain(secret)
    },
    60_000
  )
})
