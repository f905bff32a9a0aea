import { isClientDoctype, namesClientDoctypes } from './client-doctypes.js'
import { originFrom } from './origin.js'
import { parseProgram, type BuiltProgram } from './program.js'
import { stringsWith, type CodeString } from './strings.js'

/** What the code of a bundle says about doctypes, each sorted. */
export interface FoundDoctypes {
  /** Written as they are: `Q('io.cozy.bills')`, `/data/io.cozy.bills/`. */
  literal: string[]
  /** The fixed beginnings of doctypes that are put together at run time: `io.cozy.` of `'io.cozy.' + name`. */
  computed: string[]
}

const DOCTYPE = /^io\.cozy(\.[a-z0-9_]+)+$/
const ROUTE = /\/data\/(io\.cozy(?:\.[a-z0-9_]+)+)(?=[/?]|$)/
const BEGINNING = /(?:^|\/data\/)(io\.cozy(?:\.[a-z0-9_]+)*\.?)$/

const literalIn = ({ text, goesOn }: CodeString): string | undefined => {
  const inRoute = ROUTE.exec(text)
  if (inRoute?.[1] !== undefined && !(goesOn && text.endsWith(inRoute[1]))) return inRoute[1]
  return !goesOn && DOCTYPE.test(text) ? text : undefined
}

const computedIn = ({ text, goesOn }: CodeString): string | undefined =>
  goesOn ? BEGINNING.exec(text)?.[1] : undefined

/**
 * The doctypes that the job's own code names. With the bundle's source map, what libraries name is left out exactly.
 * Without one, a bundle that holds cozy-client is cleared of the doctypes that cozy-client itself names: one of these
 * that the job uses too is then missed.
 *
 * @throws SyntaxError where the text is no JavaScript
 */
export const findDoctypes = (bundle: string, options: { map?: string } = {}): FoundDoctypes =>
  doctypesIn(parseProgram(bundle), options)

/** The same for a file that was read already. */
export const doctypesIn = (program: BuiltProgram, { map }: { map?: string }): FoundDoctypes => {
  const isOwn = originFrom(program.text, map)
  const strings = stringsWith('io.cozy', program)
  const holdsClient = namesClientDoctypes(strings.map(({ text }) => text))
  const counts = (string: CodeString, name: string): boolean =>
    isOwn(string.offset) ?? !(holdsClient && isClientDoctype(name))
  const collect = (read: (string: CodeString) => string | undefined): string[] => {
    const names = strings.flatMap(string => {
      const name = read(string)
      return name !== undefined && counts(string, name) ? [name] : []
    })
    return [...new Set(names)].sort()
  }
  return { literal: collect(literalIn), computed: collect(computedIn) }
}
