import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { checkManifest, type Problem } from '@cozy-jobs/manifest'
import fixturify from 'fixturify'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServicePlace } from '../service/place.js'
import type { DataKind, KonnectorAnswers, LoginKind } from './answers.js'
import { renderKonnector } from './render-konnector.js'

const WORKSPACE: ServicePlace = {
  isInWorkspace: true,
  toRoot: '../..',
  packageManager: 'npm',
  mainBranch: 'main',
  license: 'MIT',
  version: '0.1.0',
  jobsVersion: '0.1.0'
}

const answersOf = (given: Partial<KonnectorAnswers>): KonnectorAnswers => ({
  name: 'corner-shop',
  title: 'Corner shop',
  site: 'https://shop.example.org/clients',
  category: 'shopping',
  data: 'bills',
  login: 'form',
  fields: [],
  scope: [],
  editor: 'Camille',
  ...given
})

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'konnector-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Nested = { [name: string]: Nested | string }

/** As it stands on the disk. */
const written = (tree: Record<string, string | Uint8Array>): Nested => {
  const nested: Nested = {}
  for (const [path, content] of Object.entries(tree)) {
    const parts = path.split('/')
    const last = parts.pop()!
    const parent = parts.reduce((at, part) => (at[part] ??= {}) as Nested, nested)
    parent[last] = content as string
  }
  fixturify.writeSync(folder, nested)
  return fixturify.readSync(folder) as Nested
}

const json = (text: unknown): Record<string, unknown> => JSON.parse(text as string) as Record<string, unknown>

const file = (kind: DataKind): string =>
  ({
    bills: 'read-bills.ts',
    documents: 'read-documents.ts',
    identity: 'read-profile.ts',
    operations: 'read-bank.ts'
  })[kind]

/** Requests of a recording: `GET /bills`. */
const requests = (har: unknown): string[] =>
  (json(har)['log'] as { entries: { request: { method: string; url: string } }[] }).entries.map(
    ({ request }) => `${request.method} ${request.url.replace('https://shop.example.org', '')}`
  )

const SIGN_IN = ['GET /login', 'POST /login', 'GET /account']
const BILLS = ['A-2026-03.pdf', 'A-2026-02.pdf', 'A-2026-01.pdf']

// What the first run asks, by data and login: the recording holds just that.
const ASKED: [DataKind, LoginKind, string[]][] = [
  ['bills', 'form', [...SIGN_IN, 'GET /bills', ...BILLS.map(name => `GET /bills/${name}`)]],
  ['bills', 'oauth', ['GET /api/me', 'GET /api/bills', ...BILLS.map(name => `GET /api/bills/${name}`)]],
  ['bills', 'none', ['GET /bills', ...BILLS.map(name => `GET /bills/${name}`)]],
  ['documents', 'form', [...SIGN_IN, 'GET /documents', 'GET /documents/D-2.pdf', 'GET /documents/D-1.pdf']],
  [
    'documents',
    'oauth',
    ['GET /api/me', 'GET /api/documents', 'GET /api/documents/D-2.pdf', 'GET /api/documents/D-1.pdf']
  ],
  ['documents', 'none', ['GET /documents', 'GET /documents/D-2.pdf', 'GET /documents/D-1.pdf']],
  ['identity', 'form', [...SIGN_IN, 'GET /profile', 'GET /contracts/C-1.pdf']],
  ['identity', 'oauth', ['GET /api/me', 'GET /api/profile', 'GET /api/contracts/C-1.pdf']],
  ['identity', 'none', ['GET /profile', 'GET /contracts/C-1.pdf']],
  ['operations', 'form', [...SIGN_IN, 'GET /accounts']],
  ['operations', 'oauth', ['GET /api/me', 'GET /api/accounts']],
  ['operations', 'none', ['GET /accounts']]
]

const DATA_TYPES = {
  bills: ['bill'],
  documents: ['document'],
  identity: ['profile', 'contract'],
  operations: ['bankAccounts', 'bankTransactions']
}

describe.each(ASKED)('%s, login by %s', (data, login, asked) => {
  const tree = renderKonnector(answersOf({ data, login }), WORKSPACE)

  it('is this tree', () => {
    const text = expect.any(String)
    expect(written(tree)).toEqual({
      '.gitignore': text,
      'README.md': text,
      'fixture.json': text,
      fixtures: { 'sample.har': text },
      'icon.svg': text,
      'manifest.konnector': text,
      'package.json': text,
      src: {
        'fields.ts': text,
        'index.ts': text,
        'open-site.ts': text,
        [file(data)]: text,
        'replay.test.ts': text
      }
    })
  })

  it('has a manifest in which nothing is to mend', () => {
    const text = String(tree['manifest.konnector'])
    const problems: Problem[] = checkManifest({ kind: 'konnector', file: 'manifest.konnector', text })
    expect(problems).toEqual([])
    const manifest = json(text)
    expect(manifest).toMatchObject({
      slug: 'corner-shop',
      categories: ['shopping'],
      data_types: DATA_TYPES[data],
      parameters: { baseUrl: 'https://shop.example.org' },
      langs: ['en', 'fr']
    })
    expect('oauth' in manifest).toBe(login === 'oauth')
    expect(Object.keys(manifest['fields'] as object).filter(name => name !== 'advancedFields')).toEqual(
      login === 'form' ? ['login', 'password'] : []
    )
    const { en, fr } = manifest['locales'] as Record<'en' | 'fr', { permissions: object }>
    expect(Object.keys(en.permissions)).toEqual(Object.keys(manifest['permissions'] as object))
    expect(Object.keys(fr.permissions)).toEqual(Object.keys(en.permissions))
  })

  it('has a recording of what it asks', () => {
    expect(requests(tree['fixtures/sample.har'])).toEqual(asked)
  })
})

describe('further fields', () => {
  it('stand in the manifest, in the types, in the form and in the fixture', () => {
    const tree = renderKonnector(
      answersOf({ fields: ['customerNumber', 'phone:text?', 'all:checkbox'] }),
      WORKSPACE
    )
    expect(json(tree['manifest.konnector'])['fields']).toEqual({
      login: { type: 'text' },
      password: { type: 'password' },
      customerNumber: { type: 'text' },
      phone: { type: 'text', isRequired: false },
      all: { type: 'checkbox' },
      advancedFields: { folderPath: { advanced: true, isRequired: false } }
    })
    expect(tree['src/fields.ts']).toContain('  customerNumber: string\n  phone?: string\n  all: boolean\n')
    expect(tree['src/open-site.ts']).toContain('formData: { login, password, customerNumber, phone, all }')
    expect(tree['fixtures/sample.har']).toContain('input name=\\"customerNumber\\"')
    expect(tree['fixture.json']).toContain('"customerNumber": "sample-customerNumber"')
  })

  it('may be chosen from a few', () => {
    const tree = renderKonnector(answersOf({ fields: ['period:dropdown=month/schoolYear?'] }), WORKSPACE)
    expect(json(tree['manifest.konnector'])['fields']).toMatchObject({
      period: {
        type: 'dropdown',
        options: [
          { name: 'Month', value: 'month' },
          { name: 'School year', value: 'schoolYear' }
        ],
        isRequired: false
      }
    })
    expect(tree['src/fields.ts']).toContain("  period?: 'month' | 'schoolYear'\n")
    expect(tree['fixtures/sample.har']).toContain('<option>schoolYear</option>')
    expect(tree['fixture.json']).toContain('"period": "month"')
  })

  it('go along with the address where nobody signs in', () => {
    const tree = renderKonnector(answersOf({ login: 'none', fields: ['customerNumber'] }), WORKSPACE)
    expect(tree['src/index.ts']).toContain('readBills(site, { customerNumber: fields.customerNumber })')
    expect(requests(tree['fixtures/sample.har'])[0]).toBe('GET /bills?customerNumber=***')
  })
})

describe('a name with all that has a meaning somewhere', () => {
  it('is quoted as each file wants it', () => {
    const title = `L'<Été> & "Co" \\ \${x}`
    const tree = renderKonnector(answersOf({ title }), WORKSPACE)
    expect(json(tree['manifest.konnector'])['name']).toBe(title)
    expect(tree['src/read-bills.ts']).toContain(`vendor: 'L\\'<Été> & "Co" \\\\ \${x}'`)
    expect(tree['icon.svg']).not.toContain('<Été>')
    expect(tree['README.md']).toContain(`# L'\\<Été\\> & "Co" \\\\ \${x}\n`)
    expect(checkManifest({ kind: 'konnector', file: 'm', text: String(tree['manifest.konnector']) })).toEqual(
      []
    )
  })
})

describe('a repository of its own', () => {
  const place: ServicePlace = {
    ...WORKSPACE,
    isInWorkspace: false,
    toRoot: '.',
    repositoryUrl: 'https://github.com/me/shop'
  }
  const tree = renderKonnector(answersOf({ ci: ['github'], folder: 'here' }), place)

  it('has its own configurations, and ignores what is secret from the first second', () => {
    expect(Object.keys(tree)).toEqual(
      expect.arrayContaining([
        'eslint.config.js',
        'jest.config.js',
        'tsconfig.json',
        '.github/workflows/ci.yml'
      ])
    )
    expect(String(tree['.gitignore']).split('\n')).toEqual(
      expect.arrayContaining([
        'node_modules/',
        'build/',
        'konnector-dev-config.json',
        '/data/',
        '/evidence/',
        '/fixtures/*.har'
      ])
    )
  })

  it('remembers how it was made, but not where', () => {
    const { cozyJobs, repository } = json(tree['package.json'])
    expect(cozyJobs).toEqual({
      generator: { name: 'konnector', version: '0.1.0', answers: { ...answersOf({ ci: ['github'] }) } }
    })
    expect(repository).toEqual({ type: 'git', url: 'git+https://github.com/me/shop.git' })
  })
})
