/**
 * The least severe type of line that a konnector is asked to write (`LOG_LEVEL`), as cozy-logger reads it. No stack sets
 * it: it is for whoever starts a konnector by hand.
 */
export const readLogLevel = (variables: Readonly<NodeJS.ProcessEnv> = process.env): string | undefined =>
  variables['LOG_LEVEL'] === '' ? undefined : variables['LOG_LEVEL']
