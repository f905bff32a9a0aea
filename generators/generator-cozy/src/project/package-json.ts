import type { Surroundings } from './surroundings.js'

/** What each job's scripts are: all of them commands of the CLI, so that npm, Yarn and Nx run the same. */
export const JOB_SCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  ['build', 'watch', 'standalone', 'dev', 'start', 'deploy', 'validate', 'test', 'lint', 'doctor'].map(
    name => [name, `cozy-jobs ${name}`]
  )
)

const ITEM = String.raw`(?:"(?:[^"\\]|\\.)*"|[\w.+-]+)`
const LIST = new RegExp(String.raw`\[\n\s+(${ITEM}(?:,\n\s+${ITEM})*)\n\s*\]`, 'g')

// A list of a few words stands on one line, as a person would write it.
const joinShortLists = (json: string): string =>
  json.replaceAll(LIST, (whole, items: string) => {
    const line = `[${items.replaceAll(/,\n\s+/g, ', ')}]`
    return line.length <= 80 ? line : whole
  })

/** The members in the order in which npm writes dependencies. */
export const sorted = (dependencies: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1)))

/** JSON as it stands in a file. */
export const toJson = (value: unknown): string => `${joinShortLists(JSON.stringify(value, undefined, 2))}\n`

/** Packages `@cozy-jobs/NAME` with the version that belongs to this generator. */
export const ours = (
  { jobsVersion }: Pick<Surroundings, 'jobsVersion'>,
  names: readonly string[]
): Record<string, string> =>
  Object.fromEntries([...names].sort().map(name => [`@cozy-jobs/${name}`, jobsVersion]))
