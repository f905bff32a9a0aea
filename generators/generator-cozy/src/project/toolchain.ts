/**
 * What the scripts of a generated project run beside `@cozy-jobs/cli`: exactly the versions that the tests of this
 * generator have seen work.
 */
export const TOOLCHAIN: Readonly<Record<string, string>> = {
  '@eslint/js': '10.0.1',
  '@jest/globals': '30.5.2',
  '@swc/core': '1.16.18',
  '@swc/jest': '0.2.39',
  '@types/node': '20.19.43',
  eslint: '10.15.0',
  jest: '30.5.2',
  typescript: '6.0.3',
  'typescript-eslint': '8.73.0'
}

/** The Nx that our plugin works with. */
export const NX_VERSION = '23.2.1'

/** Node and the package manager that a generated project asks for. */
export const ENGINES = { node: '>=20.19' } as const

// Of the HTTP server of the stack: its newest release asks for Node 22, and Yarn refuses to install it on Node 20.
const RESOLUTIONS = { '**/light-my-request/cookie': '1.1.1' }

/** What the `package.json` at the top of a repository says to Yarn alone. */
export const forYarn = (
  packageManager: 'npm' | 'yarn'
): { resolutions?: Readonly<Record<string, string>> } =>
  packageManager === 'yarn' ? { resolutions: RESOLUTIONS } : {}
