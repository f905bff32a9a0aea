/** An error with its stack and those of its causes, for standard error; anything else as a text. Not masked. */
export const errorText = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const own = error.stack ?? `${error.name}: ${error.message}`
  return error.cause === undefined ? own : `${own}\nCaused by: ${errorText(error.cause)}`
}
