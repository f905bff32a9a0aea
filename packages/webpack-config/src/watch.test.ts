import { expect, it } from '@jest/globals'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BuildReport } from './build-report.js'
import { webappWith, withJob } from './testing/temporary-job.js'
import { runBundle } from './testing/run-bundle.js'
import { watch } from './watch.js'

/** The builds of a watched folder, one at a time: a report or a message. */
const buildsOf = (folder: string) => {
  const told: (BuildReport | string)[] = []
  let wake = (): void => undefined
  const tell = (result: BuildReport | string): void => {
    told.push(result)
    wake()
  }
  const watching = watch(folder, { onBuild: tell, onError: error => tell(error.message) })
  const next = async (): Promise<BuildReport | string> => {
    while (told.length === 0) await new Promise<void>(resolve => (wake = resolve))
    return told.shift() as BuildReport | string
  }
  return { next, close: () => watching.close() }
}

it('builds again on a change of a source or the manifest, and goes on after a mistake', () =>
  withJob(
    {
      'manifest.webapp': webappWith({ x: 'x.js' }),
      src: { 'x.ts': `console.log('one')`, 'y.ts': `console.log('y')` }
    },
    async folder => {
      const { next, close } = buildsOf(folder)
      const run = async (name: string) => (await runBundle(join(folder, 'build', name))).stdout
      try {
        expect(await next()).toMatchObject({ files: [{ names: ['x'], file: 'x.js' }] })
        expect(await run('x.js')).toBe('one\n')

        writeFileSync(join(folder, 'src/x.ts'), `console.log('two')`)
        expect(await next()).toMatchObject({ files: [{ file: 'x.js' }] })
        expect(await run('x.js')).toBe('two\n')

        writeFileSync(join(folder, 'src/x.ts'), `console.log(document.title)`)
        expect(await next()).toMatch(/Failed to build sample: src\/x\.ts:1:13 uses `document`/)

        writeFileSync(join(folder, 'src/x.ts'), `console.log('three')`)
        expect(await next()).toMatchObject({ files: [{ file: 'x.js' }] })

        writeFileSync(join(folder, 'manifest.webapp'), webappWith({ x: 'x.js', y: 'services/y.js' }))
        expect(await next()).toMatchObject({ files: [{ file: 'x.js' }, { file: 'services/y.js' }] })
        expect(await run('services/y.js')).toBe('y\n')

        writeFileSync(join(folder, 'manifest.webapp'), webappWith({ z: 'z.js' }))
        expect(await next()).toMatch(/^Failed to build the service z: its source is missing/)

        writeFileSync(join(folder, 'src/z.ts'), `console.log('z')`)
        expect(await next()).toMatchObject({ files: [{ file: 'z.js' }] })

        writeFileSync(join(folder, 'manifest.webapp'), '{ nope')
        expect(await next()).toMatch(/^Failed to read .*manifest\.webapp/)

        writeFileSync(join(folder, 'manifest.webapp'), webappWith({ z: 'z.js' }))
        expect(await next()).toMatchObject({ files: [{ file: 'z.js' }] })
      } finally {
        await close()
      }
    }
  ))

it('refuses a folder that holds no job', () => {
  expect(() => watch('/nowhere/at/all', { onBuild: () => {}, onError: () => {} })).toThrow(
    'there is no such folder'
  )
})
