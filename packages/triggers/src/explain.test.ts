import { describe, expect, it } from '@jest/globals'
import type { TriggerEvent } from './api.js'
import { explainTrigger } from './explain.js'
import { parseTriggerText } from './parse.js'

const EVENT: TriggerEvent = {
  doctype: 'io.cozy.bills',
  verb: 'UPDATED',
  doc: { _id: 'a', vendor: 'EDF', amount: 3 },
  before: { _id: 'a', vendor: 'EDF', amount: 2 }
}

const explain = (text: string, event: Partial<TriggerEvent> = {}): string | undefined =>
  explainTrigger(parseTriggerText(text), { ...EVENT, ...event })

describe('why a change does not fire a trigger', () => {
  it.each([
    ['@event io.cozy.bills', undefined],
    ['@event io.cozy.bills:UPDATED:!=:amount', undefined],
    ['@event io.cozy.todos', 'it does not listen to io.cozy.bills'],
    ['@event io.cozy.bills:CREATED', 'it listens to CREATED, and this was UPDATED'],
    ['@event io.cozy.bills:CREATED,DELETED', 'it listens to CREATED or DELETED, and this was UPDATED'],
    ['@event io.cozy.bills:UPDATED:b', 'it is for "b" alone'],
    ['@event io.cozy.bills:UPDATED:Orange,Free:vendor', '"vendor" is "EDF", not "Orange" or "Free"'],
    ['@event io.cozy.bills:UPDATED:!=:vendor', '"vendor" has not changed: it is "EDF"'],
    [
      '@event io.cozy.bills:CREATED io.cozy.bills:UPDATED:b',
      'it listens to CREATED, and this was UPDATED; it is for "b" alone'
    ],
    ['@cron 0 0 5 * * *', 'no change fires it']
  ])('%s: %s', (text, reason) => {
    expect(explain(text)).toBe(reason)
  })

  it('says that it does not know what was before', () => {
    const { doctype, verb, doc } = EVENT
    expect(
      explainTrigger(parseTriggerText('@event io.cozy.bills:UPDATED:!=:vendor'), { doctype, verb, doc })
    ).toBe('what "vendor" was before is not known, so that nothing tells whether it has changed')
  })

  it('cuts what is long', () => {
    const doc = { _id: 'a', vendor: 'x'.repeat(1000) }
    expect(explain('@event io.cozy.bills:UPDATED:EDF:vendor', { doc, before: doc })?.length).toBeLessThan(100)
  })
})
