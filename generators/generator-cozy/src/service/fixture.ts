import type { ServiceAnswers } from './answers.js'
import { wordOf } from './doctypes.js'

type Document = Record<string, unknown>

const SAMPLES: Readonly<Record<string, readonly Document[]>> = {
  'io.cozy.bank.operations': [
    { _id: 'rent', label: 'RENT', amount: -690, currency: 'EUR', date: '2026-04-01T12:00:00.000Z' },
    { _id: 'bakery', label: 'BAKERY', amount: -8.4, currency: 'EUR', date: '2026-04-02T12:00:00.000Z' }
  ],
  'io.cozy.bills': [
    { _id: 'march', vendor: 'Power company', amount: 92.4, date: '2026-03-31T12:00:00.000Z' },
    { _id: 'april', vendor: 'Power company', amount: 88.1, date: '2026-04-30T12:00:00.000Z' }
  ],
  'io.cozy.contacts': [
    { _id: 'ada', fullname: 'Ada Lovelace', name: { givenName: 'Ada', familyName: 'Lovelace' } },
    { _id: 'grace', fullname: 'Grace Hopper', name: { givenName: 'Grace', familyName: 'Hopper' } }
  ],
  'io.cozy.todos': [
    { _id: 'milk', label: 'Milk', done: false },
    { _id: 'post', label: 'Fetch the parcel', done: true }
  ]
}

const samplesOf = (doctype: string): readonly Document[] =>
  SAMPLES[doctype] ?? [
    { _id: 'first', name: `The first of the ${wordOf(doctype)}` },
    { _id: 'second', name: `The second of the ${wordOf(doctype)}` }
  ]

// The rule of an `@event` that is for some documents only: one of the samples is such a document.
const wantedBy = (trigger: string, doctype: string): Document => {
  const rule = trigger.split(/\s+/).find(each => each.startsWith(`${doctype}:`))
  const [, , values = '', selector] = rule?.split(':') ?? []
  const [value] = values.split(',')
  if (value === undefined || value === '' || value === '!=') return {}
  return { [selector ?? '_id']: value }
}

/** The content of `fixture.json`: documents of each doctype, the last of which the trigger is for. */
export const fixtureOf = ({ doctypes, trigger }: Pick<ServiceAnswers, 'doctypes' | 'trigger'>): Document =>
  Object.fromEntries(
    doctypes.map((doctype): [string, unknown] => {
      if (doctype === 'io.cozy.files')
        return ['files', { '/notes.txt': { content: 'Buy milk', mime: 'text/plain' } }]
      const samples = samplesOf(doctype)
      return [
        doctype,
        samples.map((each, index) =>
          index === samples.length - 1 ? { ...each, ...wantedBy(trigger, doctype) } : each
        )
      ]
    })
  )
