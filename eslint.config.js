import js from '@eslint/js'
import jest from 'eslint-plugin-jest'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { ARROWS } from './tools/boundaries/arrows.js'
import { houseRules } from './tools/boundaries/house-rules.js'

const forbidOurs = allowed => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          regex: `^@cozy-jobs/(?!(?:${allowed.join('|') || '-'})(?:/|$))`,
          message: 'This arrow is not in tools/boundaries/arrows.js. See docs/architecture.md.'
        },
        { regex: '^(\\.\\./)+(packages|apps|tools)/', message: 'Import a package by its name.' }
      ]
    }
  ]
})

const arrows = Object.entries(ARROWS).flatMap(([folder, { imports, tests = [] }]) => [
  { files: [`${folder}/**/*.{ts,js,mjs}`], rules: forbidOurs(imports) },
  { files: [`${folder}/**/*.test.ts`, `${folder}/**/testing/**`], rules: forbidOurs([...imports, ...tests]) }
])

export default defineConfig(
  globalIgnores([
    '**/dist/',
    'apps/*/build/',
    'apps/*/data/',
    '**/node_modules/',
    '.nx/',
    '**/coverage/',
    '**/provider/',
    'generators/*/templates/',
    'tools/conformance/conformance.mjs',
    'tools/conformance/fixtures/'
  ]),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true }
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/only-throw-error': 'error'
    }
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    rules: { 'no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }] },
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        Buffer: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        TextDecoder: 'readonly'
      }
    }
  },
  {
    files: ['packages/stack/assets/**/*.js'],
    languageOptions: {
      sourceType: 'module',
      globals: Object.fromEntries(
        ['window', 'document', 'fetch', 'FormData', 'TextEncoder', 'URLSearchParams'].map(name => [
          name,
          'readonly'
        ])
      )
    }
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { require: 'readonly', module: 'writable' } }
  },
  {
    files: ['packages/*/src/**/*.ts', 'apps/*/src/**/*.ts', 'generators/*/src/**/*.ts'],
    plugins: { house: houseRules },
    rules: {
      'house/no-process-exit': 'error',
      'house/no-process-env': 'error',
      'house/no-default-export': 'error',
      'house/no-sleep-in-tests': 'error'
    }
  },
  {
    files: ['packages/env/src/**/*.ts', '**/*.test.ts', '**/testing/**'],
    rules: { 'house/no-process-env': 'off' }
  },
  {
    // A konnector is what its entry exports by default.
    files: ['apps/*/src/index.ts'],
    rules: { 'house/no-default-export': 'off' }
  },
  {
    files: ['**/*.test.ts'],
    extends: [jest.configs['flat/recommended']],
    rules: {
      'jest/expect-expect': [
        'error',
        { assertFunctionNames: ['expect', 'expect*', 'assert*', 'fc.assert', 'run*Contract', 'check*'] }
      ],
      'jest/no-identical-title': 'error',
      'jest/no-conditional-expect': 'off',
      'jest/no-standalone-expect': 'off',
      'jest/no-disabled-tests': 'off',
      'jest/valid-title': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off'
    }
  },
  ...arrows
)
