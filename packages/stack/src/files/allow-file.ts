import type { FastifyReply, FastifyRequest } from 'fastify'
import { permissionOf, refusal } from '../permissions/allow.js'
import { matchesType, matchesVerb } from '../permissions/match.js'
import { missingRule } from '../permissions/missing-rule.js'
import type { Rule, Verb } from '../permissions/rule.js'

import type { Directory } from './file-document.js'
import { reachesDown, selects } from './file-selector.js'
import type { FileSystem } from './file-system.js'
import { FILES, ROOT_ID, TRASH_ID } from './tree.js'

type Entry = Record<string, unknown> & { dir_id?: string }

/** From the one it lies in up to the root. */
const directoriesAbove = async (files: FileSystem, entry: Entry): Promise<Directory[]> => {
  const above: Directory[] = []
  let next = entry.dir_id ? await files.directory(entry.dir_id) : undefined
  while (next) {
    above.push(next)
    next = next.dir_id ? await files.directory(next.dir_id) : undefined
  }
  return above
}

/** By its own id or the one of the directory it lies in; a rule on the root is about everything. */
const isNamed = ({ selector, values }: Rule, { _id: id, dir_id: parent }: Entry): boolean =>
  selector === '' && values.some(value => value === id || value === parent || value === ROOT_ID)

/**
 * By a directory further up. As on the real stack a rule on the trash ends at what lies in it directly, and of several
 * rules each looks at the next directory up: the first one at the parent, the second one above it, and so on.
 */
const isBelow = async (rules: readonly Rule[], files: FileSystem, entry: Entry): Promise<boolean> => {
  const ids = new Set(rules.flatMap(({ selector, values }) => (selector === '' ? values : [])))
  const climbing = rules.filter(reachesDown)
  const above = await directoriesAbove(files, entry)
  if (above.some(({ _id: id }) => id !== TRASH_ID && ids.has(id))) return true
  return above.some((directory, height) => {
    const rule = climbing[height % climbing.length]
    return rule !== undefined && directory._id !== ROOT_ID && selects(rule, directory)
  })
}

/** Whether the verb is allowed on a file, or on a directory in which it lies, however far up. */
export const allowsFile = async (
  rules: readonly Rule[],
  verb: Verb,
  files: FileSystem,
  entry: Entry
): Promise<boolean> => {
  const verbs = rules.filter(rule => matchesVerb(rule, verb) && matchesType(rule, FILES))
  const isAllowed = (rule: Rule): boolean =>
    rule.values.length === 0 || isNamed(rule, entry) || selects(rule, entry)
  return verbs.some(isAllowed) || (verbs.length > 0 && isBelow(verbs, files, entry))
}

/** Throws 403 unless the verb is allowed on a file, or on a directory in which it lies, however far up. */
export const allowFile = async (
  request: FastifyRequest,
  reply: FastifyReply,
  verb: Verb,
  files: FileSystem,
  entry: Entry
): Promise<void> => {
  const { rules } = await permissionOf(request, reply)
  if (!(await allowsFile(rules, verb, files, entry))) throw refusal(request, missingRule(verb, FILES))
}
