import { describe, expect, it } from '@jest/globals'
import type { SavedFile } from '@cozy-jobs/fixtures'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { folderOf } from '../../testing/sample-job.js'
import { writeFiles } from './write-files.js'

const files = {
  has: (id: string) => Promise.resolve(id !== 'gone'),
  read: (id: string) => Promise.resolve(Readable.from([`content of ${id}`]))
}
const saved = (path: string, content = 'c'): SavedFile => ({
  id: 'x',
  path,
  size: 12,
  mime: 'application/pdf',
  content,
  document: { _id: 'x', _rev: '1-a' }
})

describe('the files that a job saved', () => {
  it('are written under the folder by their paths, out of the way of git', async () => {
    const folder = join(folderOf({}), 'data')
    const written = await writeFiles({ files }, [saved('/Bills/a.pdf', 'a')], folder)
    expect(written).toEqual([{ path: join(folder, 'Bills', 'a.pdf'), size: 12, mime: 'application/pdf' }])
    expect(readFileSync(join(folder, 'Bills', 'a.pdf'), 'utf8')).toBe('content of a')
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('*\n')
  })

  it.each(['/../out.pdf', '/a/../../out.pdf', '/', '/..'])('never leave it: %s', async path => {
    const parent = folderOf({})
    expect(await writeFiles({ files }, [saved(path)], join(parent, 'data'))).toEqual([])
    expect(readdirSync(parent)).toEqual([])
  })

  it('are left out where their content is gone', async () => {
    expect(await writeFiles({ files }, [saved('/a.pdf', 'gone')], folderOf({}))).toEqual([])
  })
})
