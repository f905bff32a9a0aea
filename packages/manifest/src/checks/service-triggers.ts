import {
  isProgrammatic,
  parseDuration,
  parseTriggerText,
  splitTriggerText,
  TriggerError
} from '@cozy-jobs/triggers'
import { isObject, membersOf } from '../json/is-object.js'
import type { Step } from '../json/json-tree.js'
import type { Check, Finding } from './check.js'

const sentence = (advice: string): string => (/[.?]$/.test(advice) ? advice : `${advice}.`)

const refusedTrigger = (path: readonly Step[], trigger: string, error: unknown): Finding => {
  if (!(error instanceof TriggerError)) throw error
  const { type, arguments: rest } = splitTriggerText(trigger)
  if (type === '@event' && rest === '') {
    return {
      code: 'trigger-invalid',
      path,
      message: `"${trigger}" names no doctype, so that no event could ever start the service`,
      advice: 'Write the doctype and the verbs, such as "@event io.cozy.bank.operations:CREATED".'
    }
  }
  return {
    code: 'trigger-invalid',
    path,
    message: error.why,
    advice: sentence(error.advice),
    ...(error.position !== undefined && error.position >= 0 && { at: { character: error.position } })
  }
}

const suspiciousTrigger = (path: readonly Step[], trigger: string, warning: string): Finding => {
  const { type, arguments: rest } = splitTriggerText(trigger)
  const [, why = warning, meant] = /^(.*): did you mean (.*)\?$/.exec(warning) ?? []
  const isFiveFields = type === '@cron' && rest.split(/\s+/).length === 5
  const byCase = isFiveFields
    ? `Write "@cron 0 ${rest}".`
    : 'Change the trigger so that it says what it does.'
  return {
    code: 'trigger-suspicious',
    path,
    message: why.replace(/; write all six$/, ''),
    advice: meant === undefined ? byCase : `Did you mean ${meant}?`
  }
}

const triggerFindings = (path: readonly Step[], trigger: unknown): Finding[] => {
  if (typeof trigger !== 'string' || isProgrammatic(trigger)) return []
  try {
    return parseTriggerText(trigger).warnings.map(warning => suspiciousTrigger(path, trigger, warning))
  } catch (error) {
    return [refusedTrigger(path, trigger, error)]
  }
}

const negativeDebounce = (path: readonly Step[], debounce: string): Finding => ({
  code: 'debounce-invalid',
  path,
  message: `"${debounce}" lies in the past, and the stack then runs the service without any delay`,
  advice: `Write "debounce": "${debounce.slice(1)}".`
})

const HELD_BACK = ['@event', '@webhook']

const debounceFindings = (path: readonly Step[], debounce: unknown, trigger: unknown): Finding[] => {
  if (typeof debounce !== 'string' || debounce === '') return []
  try {
    if (parseDuration(debounce) < 0) return [negativeDebounce(path, debounce)]
  } catch (error) {
    if (!(error instanceof TriggerError)) throw error
    const bare = debounce.replace(/^@(every |in )?/, '').trim()
    return [
      {
        code: 'debounce-invalid',
        path,
        message: `"${debounce}" is no duration, and the stack then runs the service without any delay`,
        advice: bare === debounce ? sentence(error.advice) : `Write "debounce": "${bare}".`
      }
    ]
  }
  const { type } = splitTriggerText(typeof trigger === 'string' ? trigger : '')
  if (HELD_BACK.includes(type)) return []
  return [
    {
      code: 'debounce-ignored',
      path,
      message: `the stack holds back events only, and this service has ${type === '' ? 'no trigger' : `a trigger ${type}`}`,
      advice: 'Remove the debounce.'
    }
  ]
}

/** When services run: the grammar of triggers is that of the package `triggers`. */
export const checkTriggers: Check = ({ manifest }) =>
  membersOf(manifest.services).flatMap(([name, service]) => {
    if (!isObject(service)) return []
    const path = ['services', name]
    return [
      ...triggerFindings([...path, 'trigger'], service.trigger),
      ...debounceFindings([...path, 'debounce'], service.debounce, service.trigger)
    ]
  })
