import { existsSync, readFileSync } from 'node:fs'

const OPERATIONS = 'io.cozy.bank.operations'
// What the owner has of accounts and settings is there before a bank writes operations.
const BEFORE = ['io.cozy.bank.settings', 'io.cozy.bank.accounts']

/** Documents by doctype; throws in the words of a person. */
export const readHousehold = file => {
  if (!existsSync(file))
    throw new Error(`${file} is not there. Give a file of documents by doctype with --data.`)
  let household
  try {
    household = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`${file} is not JSON (${error.message}). Give a file of documents by doctype.`, {
      cause: error
    })
  }
  if (!Array.isArray(household?.[OPERATIONS])) {
    throw new Error(`${file} has no list "${OPERATIONS}". Give a file of documents by doctype.`)
  }
  return household
}

/** As they would be written for the first time: no revision, and an id that occurs twice is only the first one's. */
const asNew = documents => {
  const seen = new Set()
  return documents.map(({ _rev, _id, ...document }) => {
    if (_id === undefined || seen.has(_id)) return document
    seen.add(_id)
    return { _id, ...document }
  })
}

export const writeHousehold = async (database, household) => {
  for (const doctype of BEFORE) {
    if (household[doctype]?.length) await database.bulk(doctype, asNew(household[doctype]))
  }
  await database.bulk(OPERATIONS, asNew(household[OPERATIONS]))
}
