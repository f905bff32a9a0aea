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
  `  ${cell(doc.date, 10)}  ${cell(doc.label, 34)}  ${String(doc.amount).padStart(9)}  ` +
  `${green(cell(doc.automaticCategoryId, 8))}  ${isRecurring(doc) ? yellow('recurring') : ''}`

const count = (documents, test) => documents.filter(test).length

/** A table of the first operations, and what can be counted of all. */
export const showOutcome = (operations, notifications) => {
  const filed = operations.filter(doc => doc.automaticCategoryId !== undefined)
  const chosen = filed.filter(doc => doc.manualCategoryId)
  const agreed = count(chosen, doc => doc.manualCategoryId === doc.automaticCategoryId)
  say(bold(`  ${cell('date', 10)}  ${cell('label', 34)}  ${'amount'.padStart(9)}  ${cell('category', 8)}`))
  for (const doc of operations.slice(0, ROWS)) say(row(doc))
  if (operations.length > ROWS) say(dim(`  … and ${operations.length - ROWS} more`))
  say(`\n  ${filed.length} of ${operations.length} operations have a category: ${how(filed)}.`)
  say(`  ${count(operations, isRecurring)} come again and again.`)
  if (chosen.length >= ENOUGH) say(`  ${agreed} of the ${chosen.length} that the owner filed by hand agree.`)
  for (const { title, message } of notifications)
    say(`  ${yellow('!')} ${[title, message].filter(Boolean).join(': ')}`)
}

const how = filed =>
  [
    `${count(filed, doc => doc.localCategoryId)} as their owner chose for alike labels`,
    `${count(filed, doc => Number(doc.cozyCategoryId) > 0 && !doc.localCategoryId)} by the label's words`,
    `${count(filed, doc => doc.automaticCategoryId === '0')} unknown`
  ].join(', ')
