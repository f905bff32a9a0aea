import type { CategoryId } from '../bank/categories.js'
import { wordsOf } from '../label/words.js'
import { BANK_RULES } from './bank.js'
import { DAILY_RULES } from './daily.js'
import { HEALTH_RULES } from './health.js'
import { HOME_RULES } from './home.js'
import { INCOME_RULES } from './income.js'
import { LEISURE_RULES } from './leisure.js'
import type { Direction, Rule } from './rule.js'
import { TRANSPORT_RULES } from './transport.js'

/** Words are letters and digits only, so a phrase needs no escaping. */
const patternOf = (phrases: string): RegExp => {
  const alternatives = phrases.split(',').map(phrase => {
    const words = phrase.trim()
    return words.endsWith('*') ? words.slice(0, -1) : `${words}(?= |$)`
  })
  return new RegExp(`(?:^| )(?:${alternatives.join('|')})`)
}

const compile = ({ category, phrases, direction }: Rule) => ({
  category,
  direction,
  pattern: patternOf(phrases)
})

// The first that matches wins: what names the purpose (a salary, whoever pays it; a refund by the health insurance)
// stands before what names the payee (a supermarket that also sells insurance), and the bank's own jargon comes last.
const RULES = [
  ...INCOME_RULES,
  ...HEALTH_RULES,
  ...HOME_RULES,
  ...TRANSPORT_RULES,
  ...LEISURE_RULES,
  ...DAILY_RULES,
  ...BANK_RULES
].map(compile)

const directionOf = (amount: number): Direction | undefined =>
  amount === 0 ? undefined : amount > 0 ? 'in' : 'out'

/** The category that general knowledge of French and English labels gives, or none. */
export const categoryByRule = (label: string, amount: number): CategoryId | undefined => {
  const text = wordsOf(label).join(' ')
  const direction = directionOf(amount)
  return RULES.find(
    rule => (!rule.direction || !direction || rule.direction === direction) && rule.pattern.test(text)
  )?.category
}
