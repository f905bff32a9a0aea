import { afterAll, beforeAll } from '@jest/globals'
import { runStoreContract, type Unanswered } from '../contract/index.js'
import { openStore } from '../open-store.js'
import { startCouchServer, type RunningCouchServer } from '../testing/index.js'
import { CouchClient } from './client.js'

/** A CouchDB that has nothing in it: the tests remove what they find of their own instances. */
const given = process.env['COUCHDB_URL']

let server: RunningCouchServer | undefined

beforeAll(async () => {
  if (!given) server = await startCouchServer()
})

afterAll(() => server?.close())

const urlOf = (): string => given ?? (server as RunningCouchServer).url

/** Throws where somebody else has databases there. */
async function clear(url: string): Promise<void> {
  const client = new CouchClient(url, 10_000)
  const names = await client.ask<string[]>({ method: 'GET', path: '_all_dbs' })
  const foreign = names.find(name => !/^(_|cozy[12]\/)/.test(name))
  if (foreign) throw new Error(`COUCHDB_URL has the database ${foreign}: give one that has none.`)
  for (const name of names.filter(name => !name.startsWith('_'))) {
    await client.ask({ method: 'DELETE', path: encodeURIComponent(name) })
  }
  client.close()
}

const UNANSWERED: Unanswered = {
  'are kept apart, and listed by name, whatever the name':
    'the real stack writes `.` and `:` as `-`, and capitals as small letters',
  // What CouchDB does with a mistake of a client, and the embedded store does not.
  ...(given && {
    'is not made from a revision that it never had':
      'CouchDB 3.5 makes it, unless it is the first document of its shard',
    'is local, and refused where it was written meanwhile': 'CouchDB looks for no conflict among them',
    'is refused: {"selector":{"a":{"$mod":[0,1]}}}': 'CouchDB answers 500 as soon as it meets a number',
    'is refused: {"selector":{},"bookmark":5}': 'CouchDB answers 500'
  })
}

runStoreContract(
  given ? 'on CouchDB' : 'on a server that speaks as CouchDB',
  async () => {
    await clear(urlOf())
    return openStore({ kind: 'couchdb', url: urlOf() })
  },
  UNANSWERED
)
