import { builtinModules } from 'node:module'
import { ours } from '../project/package-json.js'
import { TOOLCHAIN } from '../project/toolchain.js'
import type { OldKonnector, PackageJson } from './old-konnector.js'

/** What of the old tools is asked for no more. */
const OLD_TOOLS = [
  'cozy-konnector-libs',
  'cozy-jobs-cli',
  'cozy-konnector-build',
  'cozy-app-publish',
  'git-directory-deploy',
  'eslint-config-cozy-app',
  'copy-webpack-plugin',
  'svgo',
  'webpack',
  'webpack-cli',
  'husky'
]

/** What came along with cozy-konnector-libs, and is asked for by name from now on where the sources use it. */
const CAME_ALONG: Readonly<Record<string, string>> = {
  bluebird: '3.7.2',
  'bluebird-retry': '0.11.0',
  btoa: '1.2.1',
  cheerio: '1.0.0-rc.12',
  'cozy-client': '45.14.1',
  'cozy-doctypes': '1.83.8',
  'cozy-logger': '1.9.0',
  'date-fns': '2.30.0',
  'file-type': '16.5.4',
  lodash: '4.17.21',
  'mime-types': '2.1.35',
  'node-fetch': '2.7.0',
  'request-promise': '4.2.6',
  'tough-cookie': '2.5.0'
}

/** The scripts of before, and what takes their place. */
const SCRIPTS: Readonly<Record<string, string>> = {
  start: 'cozy-jobs start',
  dev: 'cozy-jobs dev',
  standalone: 'cozy-jobs standalone',
  build: 'cozy-jobs build',
  watch: 'cozy-jobs watch',
  validate: 'cozy-jobs validate',
  lint: 'cozy-jobs lint',
  doctor: 'cozy-jobs doctor',
  deploy: 'cozy-jobs deploy',
  cozyPublish: 'cozy-jobs publish'
}

/** Made for a CI that is replaced. */
const OLD_SCRIPTS = ['travisDeployKey', 'initGithubAction']

const without = (
  object: Readonly<Record<string, string>> | undefined,
  names: readonly string[]
): Record<string, string> =>
  Object.fromEntries(Object.entries(object ?? {}).filter(([name]) => !names.includes(name)))

const sorted = (object: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)))

/** The packages that the sources use and nobody would bring any more, with versions. */
const cameAlong = ({ imports, packageJson }: OldKonnector): Record<string, string> => {
  const asked = { ...packageJson.dependencies, ...packageJson.devDependencies }
  const used = [...imports].filter(name => !(name in asked) && !builtinModules.includes(name))
  return Object.fromEntries(
    used.flatMap(name => (CAME_ALONG[name] === undefined ? [] : [[name, CAME_ALONG[name]]]))
  )
}

const TOOLS = ['@eslint/js', 'eslint', 'jest']

const testScript = ({ packageJson }: OldKonnector): string =>
  packageJson.scripts?.['test'] ?? 'cozy-jobs test'

/** The `package.json` of a konnector that was moved over. What is not of the old tools stays, in its order. */
export const movePackageJson = (old: OldKonnector, jobsVersion: string): PackageJson => {
  const { packageJson } = old
  const { husky: _husky, eslintConfig: _config, eslintIgnore: _ignore, ...kept } = packageJson
  const tools = Object.fromEntries(TOOLS.map(name => [name, TOOLCHAIN[name] ?? '']))
  const dependencies = without(packageJson.dependencies, OLD_TOOLS)
  const devDependencies = without(packageJson.devDependencies, OLD_TOOLS)
  return {
    ...kept,
    scripts: { ...without(packageJson.scripts, OLD_SCRIPTS), ...SCRIPTS, test: testScript(old) },
    dependencies: sorted({ ...cameAlong(old), ...dependencies, ...ours({ jobsVersion }, ['konnector']) }),
    // What the konnector has chosen itself, such as its Jest, stays.
    devDependencies: sorted({ ...tools, ...devDependencies, ...ours({ jobsVersion }, ['cli']) }),
    cozyJobs: {
      ...packageJson.cozyJobs,
      compat: true,
      ...(packageJson.main !== undefined &&
        !/^(\.\/)?src(\/index(\.js)?)?\/?$/.test(packageJson.main) && {
          sources: { konnector: packageJson.main }
        })
    }
  }
}
