import assert from 'node:assert/strict'
import fixturify from 'fixturify'

const FILE = 'a file'

const GITHUB = { '.github': { workflows: { 'ci.yml': FILE } } }
const TRAVIS = { '.travis.yml': FILE }

const repository = (ci = 'github') => ({
  '.gitignore': FILE,
  '.npmrc': FILE,
  '.vscode': { 'settings.json': FILE },
  'README.md': FILE,
  'eslint.config.js': FILE,
  'fixture.json': FILE,
  'icon.svg': FILE,
  'jest.config.js': FILE,
  'package.json': FILE,
  'tsconfig.json': FILE,
  ...(ci.includes('github') && GITHUB),
  ...(ci.includes('travis') && TRAVIS)
})

const member = ({ name, trigger, debounce }) => ({
  type: 'node',
  file: `${name}.js`,
  ...(trigger !== 'none' && { trigger }),
  ...(debounce && { debounce })
})

const modulesOf = services =>
  Object.fromEntries(
    services.map(({ name, does }) => [name, { [`${does}.ts`]: FILE, [`${does}.test.ts`]: FILE }])
  )

/** What an app with these services is: its files, and of its manifest what the services need. */
export const serviceTree = (first, ...added) => {
  const services = [first, ...added]
  return {
    ...repository(first.ci),
    'index.html': FILE,
    'manifest.webapp': {
      services: Object.fromEntries(services.map(each => [each.name, member(each)])),
      permissions: services.flatMap(({ doctypes, verbs = defaultVerbs(first) }) =>
        doctypes.map(type => ({ type, verbs }))
      )
    },
    src: {
      services: Object.fromEntries(services.map(({ name }) => [`${name}.ts`, FILE])),
      ...modulesOf(services)
    }
  }
}

const defaultVerbs = ({ trigger }) => (trigger === '@webhook' ? ['GET', 'POST'] : ['GET', 'PUT'])

/** What a konnector is: its files, and of its manifest what its kind asks for. */
export const konnectorTree = ({ reads, fields, messages, scope }) => ({
  ...repository(),
  'manifest.konnector': { fields, messages, scope },
  fixtures: { 'sample.har': FILE },
  src: Object.fromEntries(
    ['index.ts', 'open-site.ts', 'fields.ts', `${reads}.ts`, 'replay.test.ts'].map(name => [name, FILE])
  )
})

const READ = {
  'manifest.webapp': ({ services, permissions }) => ({
    services,
    permissions: Object.values(permissions).map(({ type, verbs }) => ({ type, verbs }))
  }),
  'manifest.konnector': ({ fields, messages, oauth }) => ({
    fields: Object.keys(fields).filter(name => name !== 'advancedFields'),
    messages,
    scope: oauth?.scope ?? undefined
  })
}

const shapeOf = tree =>
  Object.fromEntries(
    Object.entries(tree).map(([name, content]) => {
      if (typeof content !== 'string') return [name, shapeOf(content)]
      return [name, READ[name]?.(JSON.parse(content)) ?? FILE]
    })
  )

/** Compares the folder that was made with what it must be: every file, none more. */
export const assertTree = (folder, expected) =>
  assert.deepEqual(shapeOf(fixturify.readSync(folder)), expected)
