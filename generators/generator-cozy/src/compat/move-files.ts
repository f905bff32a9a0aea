import type { OldKonnector } from './old-konnector.js'

/** Whether a webpack configuration is the template's own, which says nothing but where things are. */
const isTemplates = (text: string): boolean =>
  /require\(['"]cozy-konnector-build\/webpack\.config['"]\)/.test(text) ||
  (/new CopyPlugin\(/.test(text) &&
    /__WEBPACK_PROVIDED_MANIFEST__/.test(text) &&
    !/\brules\s*:|alias\s*:/.test(text))

const OF_THE_OLD_CI = [
  '.travis.yml',
  '.github/workflows/ci-cd.yml',
  'github_deploy_key.enc',
  'bin/generate_travis_deploy_key',
  'bin/generate_travis_deploy_key.ps1',
  'bin/init_github_action',
  'docs/migrate_to_github_action.md'
]

const text = ({ files }: OldKonnector, path: string): string | undefined => {
  const content = files[path]
  return content && Buffer.from(content).toString()
}

/** Files that only the old tools read, and those of which nobody can say that a person has not made them their own. */
export const oldFiles = (old: OldKonnector, withCi: boolean): { go: string[]; stay: string[] } => {
  const go: string[] = ['.eslintrc', '.eslintrc.json'].filter(path => old.files[path])
  const stay: string[] = []
  const webpack = text(old, 'webpack.config.js')
  if (webpack !== undefined) (isTemplates(webpack) ? go : stay).push('webpack.config.js')
  const asksForBabel = 'jest' in { ...old.packageJson.dependencies, ...old.packageJson.devDependencies }
  const babel = text(old, 'babel.config.json')
  if (babel !== undefined && !asksForBabel && /^\s*\{\s*"presets"\s*:\s*\["cozy-app"\]\s*\}\s*$/.test(babel))
    go.push('babel.config.json')
  if (withCi) go.push(...OF_THE_OLD_CI.filter(path => old.files[path]))
  return { go, stay }
}

const IGNORED = [
  'build/',
  'node_modules/',
  'konnector-dev-config.json',
  '/data/',
  '/evidence/',
  '/fixtures/*.har',
  '/fixtures/*.har.bodies/'
]

/** What a line of `.gitignore` covers, as far as ours are concerned. */
const plain = (line: string): string => line.trim().replace(/^\/|\/?\*?$/g, '')

/** `.gitignore` with what the new tools leave behind; the person's lines come last, and so count. */
export const moveGitignore = (old: OldKonnector): string => {
  const before = text(old, '.gitignore') ?? ''
  const there = new Set(before.split(/\r?\n/).map(plain))
  const covers = (line: string): boolean =>
    there.has(plain(line)) || (line.startsWith('/fixtures/') && there.has('fixtures'))
  const missing = IGNORED.filter(line => !covers(line))
  return missing.length === 0 ? before : `# What Cozy Jobs leaves behind\n${missing.join('\n')}\n\n${before}`
}

/** Warns rather than fails: the sources were written for other rules, and stay as they are. */
export const ESLINT_CONFIG = `import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'

const globals = Object.fromEntries(
  ['Buffer', 'URL', 'URLSearchParams', '__dirname', 'console', 'exports', 'fetch', 'global', 'module', 'process', 'require']
    .concat(['clearInterval', 'clearTimeout', 'setImmediate', 'setInterval', 'setTimeout', 'TextDecoder', 'TextEncoder'])
    .concat(['afterAll', 'afterEach', 'beforeAll', 'beforeEach', 'describe', 'expect', 'it', 'jest', 'test'])
    .map(name => [name, 'readonly'])
)

// The sources were written for other rules: what is no mistake for certain is a warning.
const warnings = Object.fromEntries(Object.keys(js.configs.recommended.rules).map(name => [name, 'warn']))

export default defineConfig(globalIgnores(['build/', 'data/', 'fixtures/']), {
  files: ['**/*.js'],
  languageOptions: { sourceType: 'module', globals, parserOptions: { ecmaFeatures: { jsx: true } } },
  // Comments of theirs name rules that are not here.
  linterOptions: { noInlineConfig: true },
  rules: warnings
})
`
