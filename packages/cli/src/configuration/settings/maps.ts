import type { StackConfig } from '@cozy-jobs/stack'
import { plain, type Tree } from '../tree.js'
import { parseUrl } from './parse-url.js'
import { text, type Read } from './scalars.js'

type Texts = Record<string, string>
type Context = Readonly<Record<string, unknown>>

const capitalsIn = (tree: Tree, path: string): string[] => [
  ...[...(tree.entries ?? [])].flatMap(([small, entry]) => [
    ...(entry.name === small ? [] : [`${path}.${entry.name}`]),
    ...capitalsIn(entry.tree, `${path}.${entry.name}`)
  ]),
  ...(tree.items ?? []).flatMap(item => capitalsIn(item, path))
]

/** `contexts`: whole, for apps see all of it. Their names are in small letters, a quirk of the real stack's reader. */
export const contexts: Read<StackConfig['contexts']> = (tree, name, problems) => {
  if (!tree.entries) return problems.wrong(name, tree, 'a map of contexts', 'Write each by its name.')
  const found: Record<string, Context> = {}
  for (const [context, { tree: inner }] of tree.entries) {
    if (inner.entries) found[context] = plain(inner) as Context
    else if (inner.value === null) found[context] = {}
    else problems.wrong(`${name}.${context}`, inner, 'a map', 'Write what the context sets, by name.')
  }
  const capitals = capitalsIn(tree, name)
  if (capitals.length > 0) {
    problems.remark(
      `The real stack reads names in small letters, and so does this one: apps get ${capitals.join(', ').toLowerCase()}.`
    )
  }
  return found
}

const address: Read<string> = (tree, name, problems) => {
  const url = parseUrl(String(tree.value))
  if (url && /^https?:$/.test(url.protocol)) return String(tree.value)
  return problems.wrong(
    name,
    tree,
    'the URL of a registry',
    'Write one such as https://apps-registry.example.org/.'
  )
}

const listed: Read<string[]> = (tree, name, problems) => {
  // A variable of the environment holds a list as words.
  const items =
    tree.items ??
    (typeof tree.value === 'string'
      ? tree.value.split(/\s+/).map((value): Tree => ({ ...tree, value }))
      : undefined)
  if (!items)
    return problems.wrong(name, tree, 'a list of URLs', 'Write each on a line of its own, after a dash.')
  const found = items.map(item => address(item, name, problems))
  return found.every(each => each !== undefined) ? found : undefined
}

/** `registries`: a list serves all; of a map each context asks its own first, and then those of `default`. */
export const registries: Read<StackConfig['registries']> = (tree, name, problems) => {
  if (!tree.entries) {
    const all = listed(tree, name, problems)
    return all && { default: all }
  }
  const found: Record<string, string[]> = {}
  for (const [context, { tree: inner }] of tree.entries) {
    found[context] = inner.value === null ? [] : (listed(inner, `${name}.${context}`, problems) ?? [])
  }
  const { default: last = [], ...own } = found
  const joined = Object.entries(own).map(([context, urls]): [string, string[]] => [
    context,
    [...urls, ...last]
  ])
  return { default: last, ...Object.fromEntries(joined) }
}

/** `clouderies`: the address of each context's manager. Its token stays unread, for nothing is ever asked of it. */
export const clouderies: Read<StackConfig['clouderies']> = (tree, name, problems) => {
  const todo = 'Write api: and below it url: for each context.'
  if (!tree.entries) return problems.wrong(name, tree, 'a map of contexts', todo)
  const found: Record<string, string> = {}
  for (const [context, { tree: inner }] of tree.entries) {
    const written = inner.entries?.get('api')?.tree.entries?.get('url')?.tree
    if (!written || written.value === null) continue
    const url = parseUrl(String(written.value))
    if (url && /^https?:$/.test(url.protocol)) found[context] = url.href
    else {
      problems.wrong(
        `${name}.${context}.api.url`,
        written,
        'the URL of a manager',
        'Write one such as https://manager.example.org/.'
      )
    }
  }
  return found
}

const texts = (tree: Tree, name: string, problems: Parameters<Read<Texts>>[2], leftOut = ''): Texts => {
  const all = [...(tree.entries ?? [])].filter(
    ([key, { tree: inner }]) => key !== leftOut && inner.value !== null
  )
  return Object.fromEntries(
    all.map(([key, { tree: inner }]) => [key, text(inner, `${name}.${key}`, problems) ?? ''])
  )
}

/** What pages may load: for all, and for the instances of one context. */
export interface Allowed {
  all: Texts
  byContext: Record<string, Texts>
}

export const cspAllowlist: Read<Allowed> = (tree, name, problems) => {
  const todo = 'Write hosts by directive, such as script: https://example.org/.'
  if (!tree.entries) return problems.wrong(name, tree, 'a map', todo)
  const inner = tree.entries.get('contexts')?.tree
  if (inner?.value !== undefined && inner.value !== null) {
    return problems.wrong(`${name}.contexts`, inner, 'a map', todo)
  }
  const byContext = [...(inner?.entries ?? [])].map(([context, { tree: rules }]): [string, Texts] => [
    context,
    texts(rules, `${name}.contexts.${context}`, problems)
  ])
  return { all: texts(tree, name, problems, 'contexts'), byContext: Object.fromEntries(byContext) }
}

/** `remote_assets`: where each is, by its name: at a site, or a file. */
export const remoteAssets: Read<StackConfig['remote']['assets']> = (tree, name, problems) => {
  const todo = 'Write an address by each name, such as bank: https://example.org/bank.json'
  if (!tree.entries) return problems.wrong(name, tree, 'a map', todo)
  const found = texts(tree, name, problems)
  for (const [asset, written] of Object.entries(found)) {
    if (/^(?:https?|file):$/.test(parseUrl(written)?.protocol ?? '')) continue
    const inner = tree.entries.get(asset)?.tree ?? tree
    problems.wrong(`${name}.${asset}`, inner, 'a URL of http, https or file', todo)
  }
  return found
}
