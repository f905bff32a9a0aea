import { parseScope } from '../../../permissions/scope.js'
import { permissionsInWords, type PermissionInWords } from './in-words.js'

/** The permissions of a scope as its owner reads them on the page of consent, in English for a terminal. Throws for what is none. */
export const scopeInWords = (scope: string): PermissionInWords[] =>
  permissionsInWords({ locale: 'en' }, parseScope(scope))
