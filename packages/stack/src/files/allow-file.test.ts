import { beforeAll, describe, expect, it } from '@jest/globals'
import { useApps } from '../permissions/testing/use-app.js'

const bed = useApps()

/** `/top/middle/low`, with a file in each. */
const ids: Record<string, string> = {}

const upload = async (token: string, path: string): Promise<string> => {
  const { status, json } = await bed.test.ask('POST', path, {
    token,
    body: 'content',
    headers: { 'content-type': 'text/plain' }
  })
  if (status !== 201) throw new Error(JSON.stringify(json))
  return json.data.id as string
}

beforeAll(async () => {
  const token = await bed.test.cli('io.cozy.files')
  let above = 'io.cozy.files.root-dir'
  for (const name of ['top', 'middle', 'low']) {
    above = await upload(
      token,
      `/files/${above}?Type=directory&Name=${name}${name === 'top' ? '&Tags=work' : ''}`
    )
    ids[name] = above
    ids[`file in ${name}`] = await upload(token, `/files/${above}?Type=file&Name=${name}.txt&Tags=${name}`)
  }
  const body = { data: [{ type: 'io.cozy.albums', id: 'summer' }] }
  await bed.test.ask('POST', `/files/${ids.middle}/relationships/referenced_by`, { token, body })
})

const reads = async (rule: Record<string, unknown>, ...names: string[]): Promise<number[]> => {
  const token = await bed.install('reader', { files: { type: 'io.cozy.files', verbs: ['GET'], ...rule } })
  const answers = names.map(name => bed.test.ask('GET', `/files/${ids[name]}`, { token }))
  const statuses = (await Promise.all(answers)).map(({ status }) => status)
  await bed.uninstall('reader')
  return statuses
}

describe('a permission on files', () => {
  it('of a directory reaches all that is below it, and nothing else', async () => {
    const rule = { values: [ids.middle] }
    expect(await reads(rule, 'middle', 'file in middle', 'low', 'file in low')).toEqual([200, 200, 200, 200])
    expect(await reads(rule, 'top', 'file in top')).toEqual([403, 403])
  })

  it('of the root reaches everything, and of the trash nothing outside it', async () => {
    expect(await reads({ values: ['io.cozy.files.root-dir'] }, 'top', 'file in low')).toEqual([200, 200])
    expect(await reads({ values: ['io.cozy.files.trash-dir'] }, 'top', 'file in low')).toEqual([403, 403])
  })

  it('by tag reaches what is below a directory of that tag', async () => {
    const rule = { selector: 'tags', values: ['work'] }
    expect(await reads(rule, 'top', 'file in top', 'file in low')).toEqual([200, 200, 200])
    expect(await reads({ selector: 'tags', values: ['low'] }, 'file in low', 'file in top')).toEqual([
      200, 403
    ])
  })

  it('by reference names a directory by the id alone', async () => {
    const rule = { selector: 'referenced_by', values: ['summer'] }
    expect(await reads(rule, 'file in middle', 'file in top')).toEqual([200, 403])
    const withDoctype = { selector: 'referenced_by', values: ['io.cozy.albums/summer'] }
    expect(await reads(withDoctype, 'file in middle')).toEqual([403])
  })

  it('by mime type or class is about files', async () => {
    expect(await reads({ selector: 'mime', values: ['text/plain'] }, 'file in top', 'top')).toEqual([
      200, 403
    ])
    expect(await reads({ selector: 'class', values: ['text'] }, 'file in low')).toEqual([200])
    expect(await reads({ selector: 'size', values: ['7'] }, 'file in low')).toEqual([403])
  })

  it('is for its verbs alone', async () => {
    const token = await bed.install('writer', {
      files: { type: 'io.cozy.files', verbs: ['GET'], values: [ids.low] }
    })
    const answer = await bed.test.ask('DELETE', `/files/${ids['file in low']}`, { token })
    expect(answer.status).toBe(403)
    // To put it into the trash is a PATCH, as on the real stack.
    expect(bed.lines.join()).toContain('{ "type": "io.cozy.files", "verbs": ["PATCH"] }')
  })
})
