import { parseTriggerText, TriggerError, type Trigger } from '@cozy-jobs/triggers'
import { doctypeProblem } from './doctypes.js'

const NONE = ['', 'none', '-']

/** A trigger as the manifest has it: `none` is no trigger. */
export const normalTrigger = (text: string): string => (NONE.includes(text.trim()) ? '' : text.trim())

/** The trigger, or undefined where the service has none or the text makes no sense. */
export const readTrigger = (text: string | undefined): Trigger | undefined => {
  if (text === undefined || text === '') return undefined
  try {
    return parseTriggerText(text)
  } catch {
    return undefined
  }
}

const sentence = (text: string): string => (/[.?]$/.test(text) ? text : `${text}.`)

const fromWarning = (text: string, warning: string): string => {
  const [, why = warning, meant] = /^(.*): did you mean (.*)\?$/.exec(warning) ?? []
  const fields = /^@cron\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)$/.exec(text)?.[1]
  if (meant !== undefined) return `${why}. Did you mean ${meant}?`
  return `${why}. ${fields === undefined ? 'Write what it shall do.' : `Write "@cron 0 ${fields}".`}`
}

/** Why a trigger makes no sense and what to do; undefined where it does, or where there is none. */
export const triggerProblem = (text: string, now: Date): string | undefined => {
  if (text === '') return undefined
  try {
    const trigger = parseTriggerText(text)
    const of = `of the trigger ${JSON.stringify(text)}: `
    if (trigger.kind === '@event' && trigger.doctypes.length === 0) {
      return `the trigger ${JSON.stringify(text)} names no doctype. Write one like "@event io.cozy.bank.operations:CREATED".`
    }
    const doctype = trigger.doctypes.map(doctypeProblem).find(problem => problem !== undefined)
    if (doctype !== undefined) return `${of}${doctype}`
    const [warning] = trigger.warnings
    if (warning !== undefined) return `${of}${fromWarning(text, warning)}`
    // A date that is past counts as one of this very moment, when an app is installed.
    const isPast = trigger.kind === '@at' && Date.parse(trigger.arguments) <= now.getTime()
    if (isPast || (trigger.kind === '@cron' && trigger.next(now, now) === undefined)) {
      return `the trigger ${JSON.stringify(text)} never fires: its date is past or does not exist. Write a date to come.`
    }
    return undefined
  } catch (error) {
    if (!(error instanceof TriggerError)) throw error
    return `of the trigger ${JSON.stringify(text)}: ${error.why}. ${sentence(error.advice)}`
  }
}

const DATES = 3

/** The next dates at which a trigger fires; none for one that follows no clock. */
export const nextDates = (trigger: Trigger, now: Date): Date[] => {
  const dates: Date[] = []
  for (let after: Date | undefined = now; after !== undefined && dates.length < DATES;) {
    after = trigger.next(after, now)
    if (after !== undefined) dates.push(after)
    if (trigger.once) break
  }
  return dates
}

/** To the minute, or to the second where one of the dates is not at a full minute. */
const dateTexts = (dates: readonly Date[]): string[] => {
  const length = dates.some(date => date.getUTCSeconds() !== 0) ? 19 : 16
  return dates.map(date => `${date.toISOString().slice(0, length).replace('T', ' ')} UTC`)
}

/** A trigger said back in words, with its next dates: a line each. */
export const triggerInWords = (text: string, now: Date): string[] => {
  const trigger = readTrigger(text)
  if (!trigger) return ['  Runs when another program starts it.']
  const dates = nextDates(trigger, now)
  return [
    `  Runs ${trigger.describe()}.`,
    ...(dates.length > 0 ? [`  Next: ${dateTexts(dates).join(', ')}.`] : [])
  ]
}
