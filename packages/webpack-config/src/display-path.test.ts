import { expect, it } from '@jest/globals'
import { join } from 'node:path'
import { displayPath } from './display-path.js'
import { withJob } from './testing/temporary-job.js'

it.each([
  ['/home/me/app/src/x.ts', 'src/x.ts'],
  ['/home/me/app/node_modules/redux/es/redux.js', 'node_modules/redux/es/redux.js'],
  ['/home/me/node_modules/a/node_modules/b/x.js', 'node_modules/a/node_modules/b/x.js'],
  ['/elsewhere/x.ts', 'x.ts']
])('names %s as %s', (path, shown) => {
  expect(displayPath(path, '/home/me/app')).toBe(shown)
})

it('names a file of another package by that package', () =>
  withJob({ 'package.json': '{"name":"@me/shared"}', src: { 'x.ts': '' } }, folder => {
    expect(displayPath(join(folder, 'src/x.ts'), '/home/me/app')).toBe('@me/shared/src/x.ts')
  }))
