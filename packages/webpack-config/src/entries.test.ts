import { describe, expect, it } from '@jest/globals'
import { relative } from 'node:path'
import { entriesOf } from './entries.js'
import { readJob } from './read-job.js'
import { webappWith, withJob } from './testing/temporary-job.js'

const entriesIn = (tree: Parameters<typeof withJob>[0]) =>
  withJob(tree, folder =>
    entriesOf(readJob(folder)).map(({ names, file, source }) => ({
      names,
      file,
      source: relative(folder, source)
    }))
  )

describe('entriesOf', () => {
  it.each([
    ['src/services/x.ts', { src: { services: { 'x.ts': '' } } }],
    ['src/x.ts', { src: { 'x.ts': '' } }],
    ['src/x.js', { src: { 'x.js': '' } }],
    ['src/x/index.ts', { src: { x: { 'index.ts': '' } } }],
    ['src/targets/services/x.js', { src: { targets: { services: { 'x.js': '' } } } }],
    ['services/x.mjs', { services: { 'x.mjs': '' } }]
  ])('finds the source %s of a service whose file is x.js', async (source, tree) => {
    expect(await entriesIn({ ...tree, 'manifest.webapp': webappWith({ x: 'x.js' }) })).toEqual([
      { names: ['x'], file: 'x.js', source }
    ])
  })

  it.each(['services/x.js', '/services/x.js', './services/x.js'])(
    'takes %s as the path services/x.js of the build',
    async file => {
      const [entry] = await entriesIn({
        'manifest.webapp': webappWith({ x: file }),
        src: { services: { 'x.ts': '' } }
      })
      expect(entry).toEqual({ names: ['x'], file: 'services/x.js', source: 'src/services/x.ts' })
    }
  )

  it('finds the source by the folder of services/NAME/built.js', async () => {
    const [entry] = await entriesIn({
      'manifest.webapp': webappWith({ sort: '/services/sort/built.js' }),
      src: { services: { 'sort.ts': '' } }
    })
    expect(entry?.source).toBe('src/services/sort.ts')
  })

  it('finds the source by the name of the service', async () => {
    const [entry] = await entriesIn({
      'manifest.webapp': webappWith({ sort: 'out.js' }),
      src: { 'sort.ts': '' }
    })
    expect(entry?.source).toBe('src/sort.ts')
  })

  it('takes the source that package.json names before any other', async () => {
    const [entry] = await entriesIn({
      'manifest.webapp': webappWith({ x: 'x.js' }),
      'package.json': JSON.stringify({ cozyJobs: { sources: { x: 'lib/other.ts' } } }),
      src: { 'x.ts': '' },
      lib: { 'other.ts': '' }
    })
    expect(entry?.source).toBe('lib/other.ts')
  })

  it('builds a file once that two services share', async () => {
    expect(
      await entriesIn({ 'manifest.webapp': webappWith({ a: 'x.js', b: '/x.js' }), src: { 'x.ts': '' } })
    ).toEqual([{ names: ['a', 'b'], file: 'x.js', source: 'src/x.ts' }])
  })

  it('builds a konnector from src/index into index.js', async () => {
    expect(await entriesIn({ 'manifest.konnector': '{}', src: { 'index.js': '' } })).toEqual([
      { names: ['konnector'], file: 'index.js', source: 'src/index.js' }
    ])
  })

  it.each([
    [
      'src/x.ts',
      'Failed to build the service x: "file": "src/x.ts" names a source, and the stack runs the built file. Write "file": "x.js".'
    ],
    [
      '../x.js',
      'Failed to build the service x: "file": "../x.js" leaves the build folder. Write a path inside it, for example "x.js".'
    ],
    [
      '',
      'Failed to build the service x: its manifest entry has no "file". Write the path that the built file shall have, for example "x.js".'
    ]
  ])('refuses "file": "%s"', async (file, message) => {
    await expect(
      entriesIn({ 'manifest.webapp': webappWith({ x: file }), src: { 'x.ts': '' } })
    ).rejects.toThrow(message)
  })

  it('names the places of a source that is missing', async () => {
    await expect(entriesIn({ 'manifest.webapp': webappWith({ x: 'x.js' }) })).rejects.toThrow(
      'Failed to build the service x: its source is missing. Write it at one of these places, or name another one in package.json under cozyJobs.sources:\n  src/x.ts\n  src/services/x.ts\n'
    )
  })

  it('refuses two sources for one file', async () => {
    await expect(
      entriesIn({
        'manifest.webapp': webappWith({ a: 'x.js', b: 'x.js' }),
        'package.json': JSON.stringify({ cozyJobs: { sources: { b: 'src/b.ts' } } }),
        src: { 'x.ts': '', 'b.ts': '' }
      })
    ).rejects.toThrow('the services that share this "file" have different sources, src/x.ts and src/b.ts')
  })
})

describe('readJob', () => {
  it('refuses both manifests in one folder and names them', async () => {
    await expect(entriesIn({ 'manifest.webapp': '{}', 'manifest.konnector': '{}' })).rejects.toThrow(
      /both a manifest\.webapp and a manifest\.konnector/
    )
  })

  it('refuses a folder without a manifest', async () => {
    await expect(entriesIn({ src: {} })).rejects.toThrow(/no manifest\.webapp and no manifest\.konnector/)
  })

  it('refuses a folder that is absent', () => {
    expect(() => readJob('/nowhere/at/all')).toThrow(
      'Failed to build /nowhere/at/all: there is no such folder.'
    )
  })

  it('says why a manifest cannot be read', async () => {
    await expect(entriesIn({ 'manifest.webapp': '{ nope' })).rejects.toThrow(
      /Failed to read .*manifest\.webapp: /
    )
  })

  it('refuses build settings of the wrong shape', async () => {
    await expect(
      entriesIn({ 'manifest.webapp': webappWith({}), 'package.json': '{ "cozyJobs": { "sources": ["x"] } }' })
    ).rejects.toThrow('"sources" must map service names to paths')
  })
})
