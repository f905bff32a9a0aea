import type { Environment } from '../../context.js'
import { ERRORS } from '../../errors.js'

/** The JSON value of COZY_APP_PARAMETERS; undefined where nothing stands there, or `null`, as its documentation has it. */
export const readParameters = ({ COZY_APP_PARAMETERS: text }: Environment): unknown => {
  if (!text) return undefined
  try {
    return (JSON.parse(text) as unknown) ?? undefined
  } catch {
    throw ERRORS.notReadable('publish', 'COZY_APP_PARAMETERS is no JSON', 'Write a JSON value, or unset it.')
  }
}
