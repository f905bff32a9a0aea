import type { Document } from '@cozy-jobs/store'
import type { FastifyInstance } from 'fastify'
import { readIdentifiers } from '../data/relation-request.js'
import { JSON_API, type Identifier } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { storedRules } from './stored-rules.js'

/** The verbs that shares give on a document; null for all of them. */
type Verbs = readonly string[] | null

const keyOf = ({ type, id }: Identifier): string => JSON.stringify([type, id])

/**
 * What shares give, by document. The view that the real stack asks fails on a share that has a rule without values, so
 * such a share is in no answer.
 */
const verbsByDocument = (docs: Iterable<Document>): Map<string, Verbs> => {
  const found = new Map<string, Verbs>()
  for (const doc of docs) {
    const rules = storedRules(doc)
    if (doc.type !== 'share' || rules.some(({ values }) => values.length === 0)) continue
    for (const { type, selector, values, verbs } of rules) {
      if (selector !== '' && selector !== '_id') continue
      for (const id of values) {
        const key = keyOf({ type, id })
        const before = found.get(key)
        const all = verbs.length === 0 || before === null
        found.set(key, all ? null : [...new Set([...(before ?? []), ...verbs])])
      }
    }
  }
  return found
}

/** `POST /permissions/exists`: which documents are shared by link. The real stack asks for no token here. */
export const addExistsRoute = (server: FastifyInstance): void => {
  server.post('/permissions/exists', async (request, reply) => {
    const asked = await readIdentifiers(request)
    const index = await server.authenticator.indexOf(instanceOf(request))
    const verbs = verbsByDocument(index.all())
    const keys = [...new Set(asked.map(keyOf))].filter(key => verbs.has(key))
    const data = keys.map(key => {
      const [type, id] = JSON.parse(key) as [string, string]
      return { id, type, verbs: verbs.get(key) }
    })
    return reply
      .code(200)
      .header('content-type', JSON_API)
      .send(Buffer.from(`${JSON.stringify({ data: data.length > 0 ? data : null })}\n`))
  })
}
