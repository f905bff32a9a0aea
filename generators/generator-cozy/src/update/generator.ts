import { join } from 'node:path'
import { GeneratorError } from '../errors.js'
import type { Plan } from '../project/plan.js'
import { readRecord, type GeneratorRecord } from '../project/record.js'
import { gatherSurroundings } from '../project/gather-surroundings.js'
import type { Surroundings } from '../project/surroundings.js'
import type { GeneratorSpec, PlanInput } from '../questions/generator.js'
import { render } from '../render/render.js'
import { readJson } from '../project/workspace.js'
import { placeOf } from '../service/generator.js'
import { textOf } from './merge-file.js'
import { isMarked } from './merge-lines.js'
import { mergeTrees, type MergedTrees } from './merge-trees.js'
import { readFiles } from './read-project.js'
import { compareVersions, releaseOf, RELEASES, type Release } from './releases.js'
import { RENAMED } from './renamed.js'

const ACT = 'update the project'

const refuse = (why: string): GeneratorError =>
  new GeneratorError(`Failed to ${ACT}: ${why} Nothing was written.`)

/** What the update works with: the templates of today, and where those of older releases are. */
export interface UpdateSource {
  version: string
  today: Release
  releases: string
}

interface Project {
  /** Relative to where the update works; empty for that folder itself. */
  prefix: string
  record: GeneratorRecord
}

/** The project of the folder; of a workspace its jobs as well. */
const projectsOf = ({
  package: own,
  folder,
  workspace
}: Surroundings): { folder: string; projects: Project[] } => {
  const record = own && readRecord(own.json)
  if (!record)
    throw refuse(
      `${own ? `${own.folder}/package.json` : folder} does not say by which generator it was made ("cozyJobs": { "generator": … }). Go to the folder of a generated project.`
    )
  const jobs = workspace?.root === own.folder ? workspace.jobs : []
  const others = jobs.flatMap(job => {
    const found = readRecord(readJson(join(own.folder, job.folder, 'package.json')) ?? {})
    return found ? [{ prefix: `${job.folder}/`, record: found }] : []
  })
  return { folder: own.folder, projects: [{ prefix: '', record }, ...others] }
}

const baseOf = async (record: GeneratorRecord, source: UpdateSource): Promise<Release> => {
  if (compareVersions(record.version, source.version) > 0)
    throw refuse(
      `it was made by generator-cozy ${record.version}, and this is ${source.version}. Install the newest one.`
    )
  const release = await releaseOf(record.version, source.releases)
  if (!release)
    throw refuse(
      `the templates of ${record.version} are not among those that generator-cozy ${source.version} keeps. Install a newer one.`
    )
  return release
}

/** Merges one project with the templates of today. */
const mergeProject = async (
  folder: string,
  { prefix, record }: Project,
  surroundings: Surroundings,
  source: UpdateSource
): Promise<MergedTrees> => {
  const old = await baseOf(record, source)
  const place = placeOf(surroundings)
  const at = (version: string) => ({ ...place, version, jobsVersion: version })
  const base = old.render(record, at(record.version))
  const template = source.today.render(record, at(source.version))
  if (!base || !template)
    throw refuse(`there are no templates for "${record.name}". Look at "cozyJobs" in package.json.`)
  const yours = readFiles(join(folder, prefix), [...Object.keys(base), ...Object.keys(template)])
  const marked = Object.keys(yours).filter(path => isMarked(textOf(yours[path] ?? '') ?? ''))
  if (marked.length > 0)
    throw refuse(`${prefix}${marked.join(', ')} holds marks of a conflict (<<<<<<<). Resolve it first.`)
  const renamed = source.today.renamed ?? {}
  return mergeTrees({ base, yours, template, renamed }, `templates ${source.version}`)
}

const below = <Value>(prefix: string, tree: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(tree).map(([path, value]) => [`${prefix}${path}`, value]))

/** `yo cozy:update` with given templates. */
export const createUpdateGenerator = (source?: UpdateSource): GeneratorSpec => ({
  name: 'update',
  act: ACT,
  summary: 'Brings a generated project to the templates of today; what you have changed stays',
  examples: ['--dry-run'],
  questions: [],
  plan: async ({ surroundings: here }: PlanInput<object>): Promise<Plan> => {
    const { folder, projects } = projectsOf(here)
    const { version } = here
    const sources = source ?? { version, today: { render, renamed: RENAMED }, releases: RELEASES }
    const older = projects.filter(({ record }) => record.version !== sources.version)
    if (older.length === 0)
      return { folder, files: {}, next: [`It is up to date: made by ${sources.version}.`] }
    const surroundings = here.folder === folder ? here : await gatherSurroundings(folder)
    const plan = { folder, files: {}, changes: {}, removals: {} }
    const conflicts: string[] = []
    for (const project of older) {
      const { prefix } = project
      const merged = await mergeProject(folder, project, surroundings, sources)
      Object.assign(plan.files, below(prefix, merged.files))
      Object.assign(plan.changes, below(prefix, merged.changes))
      Object.assign(plan.removals, below(prefix, merged.removals))
      conflicts.push(...merged.conflicts.map(path => `${prefix}${path}`))
    }
    return {
      ...plan,
      confirm: `Bring it to the templates of ${sources.version}?`,
      next: [
        ...conflicts.map(
          path => `Conflict: ${path}. You and the templates have both changed it; look at it.`
        ),
        'Next: npm install, and the tests.'
      ]
    }
  }
})

/** `yo cozy:update`. */
export const updateGenerator: GeneratorSpec = createUpdateGenerator()
