import { MAXIMAL, type Rule } from '../../../permissions/rule.js'
import type { Instance } from '../../../instances/api.js'
import { inLanguageOf } from '../texts/language.js'
import { dangerOf } from './dangers.js'
import { PERMISSION_WORDS, type Danger, type PermissionWords } from './sentences.js'

/** One permission as a person reads it; all texts are plain, no HTML. */
export interface PermissionInWords {
  sentence: string
  danger?: { kind: Danger; why: string }
  /** The documents that it is limited to. */
  only?: { label: string; values: readonly string[]; more: string }
  /** What the manifest says it is for. */
  reason?: string
}

/** More than a person reads. */
const SHOWN_VALUES = 5

const sentenceStart = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

const enumerate = (words: readonly string[], and: string): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** `read, change and delete`; '' where no verb is one that a request can have. */
const verbsOf = ({ verbs }: Rule, words: PermissionWords): string => {
  const asked = VERBS.filter(verb => verbs.length === 0 || verbs.includes(verb))
  return enumerate([...new Set(asked.map(verb => words.verbs[verb]))], words.and)
}

const isJob = ({ type }: Rule): boolean => type === 'io.cozy.jobs' || type === 'io.cozy.triggers'

const mayCreate = ({ verbs }: Rule): boolean => verbs.length === 0 || verbs.includes('POST')

const workerSentence = (rule: Rule, words: PermissionWords): string | undefined => {
  const [worker, ...others] = rule.values
  if (!isJob(rule) || rule.selector !== 'worker' || !mayCreate(rule)) return undefined
  if (worker === undefined || others.length > 0) return undefined
  const name = worker === 'konnectors' ? 'konnector' : worker
  const known: Readonly<Record<string, string>> = words.workers
  const sentence = Object.hasOwn(known, name) ? known[name]! : words.worker(worker)
  return rule.type === 'io.cozy.triggers' ? words.planned(sentence) : sentence
}

/** Sentences that say their limits themselves. */
const specialSentence = (rule: Rule, words: PermissionWords): string | undefined => {
  if (rule.type === MAXIMAL) return words.everything
  const isDiskUsage =
    rule.type === 'io.cozy.settings' &&
    rule.verbs.length === 1 &&
    rule.verbs[0] === 'GET' &&
    rule.values.length === 1 &&
    rule.values[0] === 'io.cozy.settings.disk-usage'
  return isDiskUsage ? words.diskUsage : workerSentence(rule, words)
}

const plainSentence = (rule: Rule, words: PermissionWords): string => {
  const type = rule.type.replace(/\.\*$/, '')
  const what = Object.hasOwn(words.doctypes, type) ? words.doctypes[type]! : words.unknown(type)
  const verbs = verbsOf(rule, words)
  const sentence = verbs === '' ? words.nothing(what) : sentenceStart(`${verbs} ${what}`)
  return rule.type === type ? sentence : words.related(sentence)
}

const limitOf = ({ selector, values }: Rule, words: PermissionWords): PermissionInWords['only'] => {
  if (values.length === 0) return undefined
  const byId = selector === '' || selector === '_id' || selector === 'id'
  const some = values.length === 1 ? words.onlyOne : words.onlySome(values.length)
  const left = values.length - SHOWN_VALUES
  return {
    label: byId ? some : words.onlyWhere(selector),
    values: values.slice(0, SHOWN_VALUES),
    more: left > 0 ? words.more(left) : ''
  }
}

const inWords = (rule: Rule, words: PermissionWords): PermissionInWords => {
  const special = specialSentence(rule, words)
  const only = special === undefined ? limitOf(rule, words) : undefined
  const kind = dangerOf(rule)
  return {
    sentence: special ?? plainSentence(rule, words),
    ...(kind && { danger: { kind, why: words.dangers[kind] } }),
    ...(only && { only }),
    ...(rule.description && { reason: rule.description })
  }
}

/** What a client asks for in the instance's language, each thing once, what is dangerous first. */
export const permissionsInWords = (
  instance: Pick<Instance, 'locale'>,
  rules: readonly Rule[]
): PermissionInWords[] => {
  const words = inLanguageOf(instance, PERMISSION_WORDS)
  const all = rules.map(rule => inWords(rule, words))
  const once = [...new Map(all.map(found => [JSON.stringify(found), found])).values()]
  return [...once.filter(({ danger }) => danger), ...once.filter(({ danger }) => !danger)]
}
