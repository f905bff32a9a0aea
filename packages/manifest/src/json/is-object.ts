/** Whether a value is a JSON object: no list, no null. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The members of a value that should be an object; none where it is something else. */
export const membersOf = (value: unknown): [string, unknown][] =>
  isObject(value) ? Object.entries(value) : []
