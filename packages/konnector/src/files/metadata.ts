/** A qualification as cozy-client's models have it. */
interface QualificationModel {
  toQualification(): unknown
}

const plain = (value: unknown): unknown =>
  typeof (value as QualificationModel | undefined)?.toQualification === 'function'
    ? (value as QualificationModel).toQualification()
    : value

/** Metadata as they are stored: models as their attributes, dates as texts, nothing undefined. */
export const plainMetadata = (metadata: object = {}): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, plain(value)])))
  ) as Record<string, unknown>
