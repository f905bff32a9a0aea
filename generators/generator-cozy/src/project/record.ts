/** What a generated project remembers of how it was made, so that it can be brought up to date. */
export interface GeneratorRecord {
  name: string
  version: string
  answers: Record<string, unknown>
}

/** The member of `package.json` that holds it. */
export const recordMember = (record: GeneratorRecord): { cozyJobs: { generator: GeneratorRecord } } => ({
  cozyJobs: { generator: record }
})

/** The record of a `package.json`; undefined where it has none. */
export const readRecord = (packageJson: Readonly<Record<string, unknown>>): GeneratorRecord | undefined => {
  const member = packageJson['cozyJobs'] as { generator?: Partial<GeneratorRecord> } | undefined
  const { name, version, answers } = member?.generator ?? {}
  if (typeof name !== 'string' || typeof version !== 'string') return undefined
  return { name, version, answers: typeof answers === 'object' && answers !== null ? answers : {} }
}
