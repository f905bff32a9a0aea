import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, type ParseError } from 'jsonc-parser'
import { GeneratorError } from '../errors.js'
import { setInJson } from '../project/edit-json.js'
import type { Plan, Tree } from '../project/plan.js'
import type { Surroundings } from '../project/surroundings.js'
import type { ServiceAnswers } from './answers.js'
import { serviceCode } from './code.js'
import type { ExistingApp } from './existing-apps.js'
import { fixtureOf } from './fixture.js'
import { permissionsOf, serviceMember } from './manifest.js'

interface Permission {
  type?: string
  verbs?: string[]
  values?: unknown
}

const read = (path: string, act: string): { text: string; json: Record<string, unknown> } => {
  const text = readFileSync(path, 'utf8')
  const errors: ParseError[] = []
  const json: unknown = parse(text, errors, { allowTrailingComma: false })
  if (errors.length === 0 && typeof json === 'object' && json !== null) {
    return { text, json: json as Record<string, unknown> }
  }
  throw new GeneratorError(
    `Failed to ${act}: ${path} is no JSON. Correct it: "cozy-jobs validate" says where. Nothing was written.`
  )
}

const withPermissions = (text: string, json: Record<string, unknown>, answers: ServiceAnswers): string => {
  const known = (json['permissions'] ?? {}) as Record<string, Permission>
  let changed = text
  for (const [name, wanted] of Object.entries(permissionsOf(answers) as Record<string, Permission>)) {
    const [key, same] =
      Object.entries(known).find(([, { type, values }]) => type === wanted.type && values === undefined) ?? []
    if (key === undefined || same === undefined) {
      const free = name in known ? `${name}-${answers.name}` : name
      changed = setInJson(changed, ['permissions', free], wanted)
      continue
    }
    // Without verbs, it may do all.
    const verbs = same.verbs ?? ['ALL']
    const missing = (wanted.verbs ?? []).filter(verb => !verbs.includes(verb))
    if (verbs.includes('ALL') || missing.length === 0) continue
    changed = setInJson(
      changed,
      ['permissions', key, 'verbs'],
      missing.includes('ALL') ? ['ALL'] : [...verbs, ...missing]
    )
  }
  return changed
}

const withFixture = (text: string, json: Record<string, unknown>, answers: ServiceAnswers): string =>
  Object.entries(fixtureOf(answers)).reduce(
    (changed, [doctype, documents]) => (doctype in json ? changed : setInJson(changed, [doctype], documents)),
    text
  )

const ifThere = (path: string, act: string): ReturnType<typeof read> | undefined => {
  try {
    return read(path, act)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Adds a service to the manifest of an app that is there: its lines stay as they are, what is missing is put in. */
export const addToApp = (
  answers: ServiceAnswers,
  { name, folder }: ExistingApp,
  { act, workspace, packageManager }: Pick<Surroundings, 'workspace' | 'packageManager'> & { act: string }
): Plan => {
  const inItsFolder = `${packageManager === 'yarn' ? 'yarn standalone' : 'npm run standalone --'} --service ${answers.name}`
  const manifest = read(join(folder, 'manifest.webapp'), act)
  const after = setInJson(
    withPermissions(manifest.text, manifest.json, answers),
    ['services', answers.name],
    serviceMember(answers)
  )
  const fixture = ifThere(join(folder, 'fixture.json'), act)
  const seeded = fixture && withFixture(fixture.text, fixture.json, answers)
  const files: Tree = serviceCode(answers)
  return {
    folder,
    files,
    changes: {
      'manifest.webapp': { before: manifest.text, after },
      ...(fixture &&
        seeded !== fixture.text && { 'fixture.json': { before: fixture.text, after: seeded ?? '' } })
    },
    next: [
      workspace
        ? `Next: npx nx standalone ${name} -- --service ${answers.name}, or in its folder: ${inItsFolder}.`
        : `Next: ${inItsFolder}.`
    ]
  }
}
