import { GENERATORS } from '../generators.js'
import type { GeneratorSpec } from '../questions/generator.js'

/** The generator of a name, with the type that nobody knows any more. */
export const loadSpec = async (name: string): Promise<GeneratorSpec<object> | undefined> =>
  (await GENERATORS.find(each => each.name === name)?.load()) as GeneratorSpec<object> | undefined

/** The generator that a flag of the first one names: `workspace --with service`. */
export const loadFollower = async (
  spec: GeneratorSpec<object>,
  words: readonly string[]
): Promise<GeneratorSpec<object> | undefined> => {
  if (!spec.followedBy) return undefined
  const flag = `--${spec.followedBy.flag}`
  const at = words.findIndex(word => word === flag || word.startsWith(`${flag}=`))
  if (at === -1) return undefined
  const word = words[at] ?? ''
  return loadSpec(word.includes('=') ? word.slice(flag.length + 1) : (words[at + 1] ?? ''))
}
