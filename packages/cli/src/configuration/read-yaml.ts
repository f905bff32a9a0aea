import { availableParallelism } from 'node:os'
import { readFile } from 'node:fs/promises'
import type { Node, Scalar } from 'yaml'
import type { Environment } from '../context.js'
import { FILE_ERRORS } from './problems.js'
import { render, TemplateError } from './template/render.js'
import type { Entry, Tree } from './tree.js'

const MOST_VALUES = 100_000

/** Line and column of an offset, both from 1. */
const placeIn = (file: string, text: string, offset: number): string => {
  const before = text.slice(0, offset)
  return `${file}:${before.split('\n').length}:${offset - before.lastIndexOf('\n')}`
}

const contentOf = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') throw FILE_ERRORS.missing(file)
    throw FILE_ERRORS.unreadable(file, code === 'EISDIR' ? 'it is a folder' : message.replace(/\.$/, ''))
  }
}

const filledIn = (file: string, source: string, env: Environment): ReturnType<typeof render> => {
  try {
    return render(source, { env, cpus: availableParallelism() })
  } catch (error) {
    if (error instanceof TemplateError) {
      throw FILE_ERRORS.template(placeIn(file, source, error.offset), error.message)
    }
    throw error
  }
}

/** Reads a configuration file: its template, then YAML, of which JSON is a part. Throws `CliError`. */
export async function readYaml(file: string, env: Environment): Promise<Tree> {
  const source = await contentOf(file)
  const { text, originOf, isFilledIn } = filledIn(file, source, env)
  const placeAt = (offset: number): string => placeIn(file, source, originOf(offset))
  // Only who has a file waits for it.
  const yaml = await import('yaml')
  // Not its own excerpts in messages: they would show what the template filled in.
  const document = yaml.parseDocument(text, { prettyErrors: false, merge: true })
  if (document.errors.length > 0) {
    throw FILE_ERRORS.syntax(
      document.errors.map(({ message, pos }) => ({ place: placeAt(pos[0]), why: message.replace(/\.$/, '') }))
    )
  }

  let values = 0
  const treeOf = (node: unknown, above: readonly unknown[], around: string): Tree => {
    const [from = 0, to = from] = (node as Node | null)?.range ?? []
    const place = (node as Node | null)?.range ? placeAt(from) : around
    if (yaml.isAlias(node)) {
      const meant = node.resolve(document)
      if (!meant || above.includes(meant)) {
        throw FILE_ERRORS.syntax([{ place, why: 'what is meant there holds itself' }])
      }
      return treeOf(meant, above, place)
    }
    // An alias of aliases of aliases makes millions of values of a few lines.
    if (++values > MOST_VALUES) throw FILE_ERRORS.syntax([{ place, why: 'it stands for too many values' }])
    const inside = [...above, node]
    if (yaml.isMap(node)) {
      const entries = new Map<string, Entry>()
      for (const { key, value } of node.items) {
        const { value: word } = key as Scalar
        const at = (key as Node).range ? placeAt((key as Node).range![0]) : place
        const name = String(word)
        // The library's own sign for a merge.
        if (typeof word === 'symbol') {
          for (const [shared, entry] of treeOf(value, inside, at).entries ?? [])
            if (!entries.has(shared)) entries.set(shared, entry)
        } else entries.set(name.toLowerCase(), { name, place: at, tree: treeOf(value, inside, at) })
      }
      return { place, entries }
    }
    if (yaml.isSeq(node)) return { place, items: node.items.map(item => treeOf(item, inside, place)) }
    const value = yaml.isScalar(node) ? (node.value as Tree['value']) : null
    return { place, value: value ?? null, ...(isFilledIn(from, to) ? { hidden: true } : {}) }
  }

  const tree = treeOf(document.contents, [], placeAt(0))
  if (tree.value === null) return { place: file, entries: new Map() }
  if (!tree.entries) throw FILE_ERRORS.noMap(tree.place)
  return tree
}
