import { GeneratorError } from '../errors.js'
import { GENERATORS, type Listed } from '../generators.js'
import { unlessStopped } from '../questions/unless-stopped.js'
import { findWorkspace } from '../project/workspace.js'
import type { Setting } from './run-generator.js'

interface Chosen {
  listed: Listed
  words: readonly string[]
}

const ACT = 'make anything'

const named = (name: string): Listed | undefined => GENERATORS.find(each => each.name === name)

/** `--make NAME` or `--make=NAME` among the words, and the words without it. */
const takeMake = (words: readonly string[]): { make: string | undefined; rest: readonly string[] } => {
  const at = words.findIndex(word => word === '--make' || word.startsWith('--make='))
  if (at === -1) return { make: undefined, rest: words }
  const joined = words[at]?.startsWith('--make=') === true
  const make = joined ? words[at]?.slice('--make='.length) : words[at + 1]
  return { make, rest: words.toSpliced(at, joined ? 1 : 2) }
}

const usual = (folder: string): string => (findWorkspace(folder) ? 'service' : 'workspace')

const asked = async (preset: string, { ask }: Pick<Setting, 'ask'>): Promise<string | undefined> => {
  if (!ask) return undefined
  const choices = GENERATORS.map(({ name, summary }) => ({ value: name, name: `${name}: ${summary}` }))
  const prompt = {
    type: 'select',
    name: 'answer',
    message: 'What shall be made?',
    default: preset,
    choices
  } as const
  return String(await unlessStopped(ACT, ask({ ...prompt, choices })))
}

/** The generator of a name; for `app`, the one of `--make`, or whatever the person picks. */
export const chooseGenerator = async (
  name: string,
  words: readonly string[],
  { folder, ask }: Pick<Setting, 'folder' | 'ask'>
): Promise<Chosen> => {
  const listed = named(name)
  if (listed) return { listed, words }
  const { make, rest } = takeMake(words)
  const isYes = words.some(word => word === '--yes' || word === '-y')
  const preset = usual(folder)
  const wanted = make ?? (isYes || words.includes('--help') ? preset : await asked(preset, { ask }))
  const found = wanted === undefined ? undefined : named(wanted)
  if (found) return { listed: found, words: rest }
  const names = GENERATORS.map(each => each.name).join(', ')
  throw new GeneratorError(
    wanted === undefined
      ? `Failed to ${ACT}: this terminal can't be asked, and there is no --make. Give --make with one of ${names}, or --yes.`
      : `Failed to ${ACT}: --make ${JSON.stringify(wanted)} is none of ${names}. Choose among these.`,
    2
  )
}
