import { bold, dim, green, say, yellow } from './say.mjs'

const ROWS = 12
// Of fewer, a share says nothing.
const ENOUGH = 20
const cell = (value, width) =>
  String(value ?? '')
    .slice(0, width)
    .padEnd(width)
const isRecurring = doc => Boolean(doc.recurrence ?? doc.recurring ?? doc.relationships?.recurrence)

const row = doc =>
  `  ${cell(doc.date, 10)}  ${cell(doc.label, 30)}  ${String(doc.amount).padStart(9)}  ` +
  `${green(cell(doc.automaticCategoryId, 8))}  ${isRecurring(doc) ? yellow('recurring') : ''}`

const count = (documents, test) => documents.filter(test).length
const byDate = (one, other) => String(one.date).localeCompare(String(other.date))

/** A table of the first operations, and what can be counted of all. Categories are the ids of Cozy Banks. */
export const showOutcome = (operations, notifications) => {
  const filed = operations.filter(doc => doc.automaticCategoryId > 0)
  const chosen = operations.filter(doc => doc.manualCategoryId)
  const agreed = count(chosen, doc => doc.manualCategoryId === doc.automaticCategoryId)
  const learnt = count(filed, doc => doc.localCategoryId)
  say(bold(`  ${cell('date', 10)}  ${cell('label', 30)}  ${'amount'.padStart(9)}  category`))
  for (const doc of [...operations].sort(byDate).slice(0, ROWS)) say(row(doc).trimEnd())
  if (operations.length > ROWS) say(dim(`  … and ${operations.length - ROWS} more`))
  say(`\n  ${filed.length} of ${operations.length} operations have found a category:`)
  say(`    ${filed.length - learnt} by the words of their label,`)
  say(`    ${learnt} as their owner chose for alike ones.`)
  say(`  ${count(operations, isRecurring)} come again and again.`)
  if (chosen.length >= ENOUGH) say(`  ${agreed} of the ${chosen.length} that the owner filed by hand agree.`)
  for (const { title, message } of notifications) {
    say(`  ${yellow('!')} ${title}`)
    if (message) say(dim(`    ${message}`))
  }
}
