import { expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { NX_VERSION, TOOLCHAIN } from './toolchain.js'

it('a generated project has the tools that this repository is tested with', () => {
  const root = new URL('../../../../package.json', import.meta.url)
  const { devDependencies } = JSON.parse(readFileSync(root, 'utf8')) as {
    devDependencies: Record<string, string>
  }
  expect(devDependencies).toMatchObject({ ...TOOLCHAIN, nx: NX_VERSION })
})
