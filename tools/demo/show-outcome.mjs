import { bold, dim, green, say, yellow } from './say.mjs'

const ROWS = 12
const cell = (value, width) =>
  String(value ?? '')
    .slice(0, width)
    .padEnd(width)
const isRecurring = doc => Boolean(doc.recurrence ?? doc.recurring ?? doc.relationships?.recurrence)

const row = doc =>
  `  ${cell(doc.date, 10)}  ${cell(doc.label, 34)}  ${String(doc.amount).padStart(9)}  ` +
  `${green(cell(doc.automaticCategoryId, 8))}  ${isRecurring(doc) ? yellow('recurring') : ''}`

/** A table of the first operations, and what can be counted of all. */
export const showOutcome = (operations, notifications) => {
  const filed = operations.filter(doc => doc.automaticCategoryId !== undefined)
  const chosen = filed.filter(doc => doc.manualCategoryId)
  const agreed = chosen.filter(doc => doc.manualCategoryId === doc.automaticCategoryId)
  say(bold(`  ${cell('date', 10)}  ${cell('label', 34)}  ${'amount'.padStart(9)}  ${cell('category', 8)}`))
  for (const doc of operations.slice(0, ROWS)) say(row(doc))
  if (operations.length > ROWS) say(dim(`  … and ${operations.length - ROWS} more`))
  say(
    `\n  ${filed.length} of ${operations.length} operations have a category, ${operations.filter(isRecurring).length} recur.`
  )
  if (chosen.length) say(`  ${agreed.length} of the ${chosen.length} that the owner filed by hand agree.`)
  for (const { title, message } of notifications) say(`  ${yellow('!')} ${title ?? message}`)
}
