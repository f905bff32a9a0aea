import { beforeAll, expect, it } from '@jest/globals'
import fixturify from 'fixturify'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { NODE_MODULES } from '../testing/run-command.js'
import { temporaryFolder } from '../testing/temporary-folder.js'
import type { ServiceAnswers } from './answers.js'
import { serviceCode } from './code.js'

/** Each kind of code that the templates have. */
const KINDS: Readonly<Record<string, Partial<ServiceAnswers>>> = {
  mark: {},
  'mark-held-back': { debounce: '10m' },
  'mark-several': {
    trigger: '@event io.cozy.todos:CREATED io.cozy.bills:CREATED',
    doctypes: ['io.cozy.todos', 'io.cozy.bills']
  },
  'mark-on-date': { trigger: '@cron 0 0 5 * * *' },
  tell: { verbs: ['GET'] },
  'tell-held-back': { verbs: ['GET'], debounce: '2s' },
  'tell-on-date': { trigger: '@every 30m', verbs: ['GET'] },
  keep: { trigger: '@webhook', verbs: ['POST'] },
  'keep-held-back': { trigger: '@webhook', verbs: ['POST'], debounce: '1m' },
  'tell-post': { trigger: '@webhook', verbs: ['GET'] },
  'tell-post-held-back': { trigger: '@webhook', verbs: ['GET'], debounce: '1m' }
}

/** Stricter than what a generated repository has: with types, as this repository lints its apps. */
const ESLINT = `
import js from '@eslint/js'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

export default defineConfig(js.configs.recommended, tseslint.configs.recommendedTypeChecked, {
  languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
  rules: { '@typescript-eslint/consistent-type-imports': 'error', '@typescript-eslint/require-await': 'off' }
})
`

const TSCONFIG = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023'],
    module: 'nodenext',
    // Our packages have types beside their dist only once they are packed.
    customConditions: ['@cozy-jobs/source'],
    types: ['node'],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noUnusedLocals: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    skipLibCheck: true,
    noEmit: true
  },
  include: ['apps/*/src']
}

const folder = temporaryFolder()

beforeAll(() => {
  const usual = { app: '', trigger: '@event io.cozy.todos:CREATED', debounce: '' }
  const rights = { doctypes: ['io.cozy.todos'], verbs: ['GET', 'PUT'] } as const
  for (const [name, answers] of Object.entries(KINDS)) {
    for (const [path, content] of Object.entries(serviceCode({ ...usual, ...rights, name, ...answers }))) {
      const file = join(folder, 'apps', name, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
    }
  }
  fixturify.writeSync(folder, {
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify(TSCONFIG),
    'eslint.config.js': ESLINT
  })
  symlinkSync(NODE_MODULES, join(folder, 'node_modules'))
})

it.each([
  ['lint', 'eslint/bin/eslint.js', ['apps']],
  ['the compiler', 'typescript/bin/tsc', ['-p', '.']]
])(
  '%s finds nothing in the code of any kind of service',
  async (_, program, words) => {
    const child = spawn(process.execPath, [join(NODE_MODULES, program), ...words], { cwd: folder })
    const [out, error] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    expect(out + error).toBe('')
    expect(child.exitCode).toBe(0)
  },
  120_000
)
