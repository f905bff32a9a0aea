/**
 * Whether a value is an error, whoever's: those of another realm (a `vm` context, as that of Jest's tests) are no
 * `instanceof Error` of this one.
 */
export const isError = (value: unknown): value is Error =>
  value instanceof Error ||
  (typeof value === 'object' &&
    value !== null &&
    typeof (value as Error).message === 'string' &&
    typeof (value as Error).name === 'string')

/** Whether it is of the class of this name, or of its copy in another bundle or another realm. */
export const isNamedError = (value: unknown, name: string): boolean =>
  isError(value) && value.name === name && typeof (value as { code?: unknown }).code === 'string'
