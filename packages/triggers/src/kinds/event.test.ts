import { describe, expect, it } from '@jest/globals'
import type { TriggerEvent } from '../api.js'
import { TriggerError } from '../errors.js'
import { parseEvent } from './event.js'

const OPERATIONS = 'io.cozy.bank.operations'

function event(
  verb: TriggerEvent['verb'],
  doc: TriggerEvent['doc'],
  more: Partial<TriggerEvent> = {}
): TriggerEvent {
  return { doctype: OPERATIONS, verb, doc, ...more }
}

describe('what an event may be', () => {
  it.each([
    ['io.cozy.bank.operations', [OPERATIONS]],
    ['io.cozy.bank.operations:CREATED io.cozy.bills:CREATED', [OPERATIONS, 'io.cozy.bills']],
    ['io.cozy.bills:CREATED io.cozy.bills:DELETED', ['io.cozy.bills']],
    ['io.cozy.bills:TOUCHED', ['io.cozy.bills']],
    ['io.cozy.bank.*', ['io.cozy.bank.*']],
    ['bills', ['bills']],
    ['com.example_2.été', ['com.example_2.été']],
    ['io.cozy.bills::', ['io.cozy.bills']]
  ])('takes "%s"', (text, doctypes) => {
    expect(parseEvent(text).doctypes).toEqual(doctypes)
  })

  it.each([
    ['', 'it is empty'],
    ['io.cozy.bills  io.cozy.files', 'more than one blank in a row'],
    ['io.cozy.bills, io.cozy.files', 'Write a blank, not a comma'],
    ['io.cozy.Bills', 'Did you mean io.cozy.bills?'],
    ['io.cozy.*', 'a wildcard never matches a change'],
    ['*', 'a wildcard never matches a change'],
    [':CREATED', 'names no doctype'],
    ['io..cozy', '"io..cozy" is no doctype'],
    ['io.cozy.', '"io.cozy." is no doctype'],
    ['io-cozy', '"io-cozy" is no doctype'],
    ['io.cozy.bills:CREATED:a:b:c', 'has more than four parts']
  ])('refuses "%s" with the words of the stack', (text, why) => {
    let error: unknown
    try {
      parseEvent(text)
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(TriggerError)
    expect(error).toMatchObject({
      message: expect.stringContaining(why),
      stackMessage: 'Permission scope is empty or malformed',
      status: 400
    })
  })
})

describe('which changes match', () => {
  it('are those of the doctype, of any verb where none is named', () => {
    const trigger = parseEvent(OPERATIONS)
    for (const verb of ['CREATED', 'UPDATED', 'DELETED'] as const) {
      expect(trigger.matches(event(verb, {}))).toBe(true)
    }
    expect(trigger.matches(event('CREATED', {}, { doctype: 'io.cozy.bills' }))).toBe(false)
  })

  it('are those with one of the verbs, as they are written', () => {
    const trigger = parseEvent(`${OPERATIONS}:CREATED,DELETED`)
    expect(trigger.matches(event('CREATED', {}))).toBe(true)
    expect(trigger.matches(event('DELETED', {}))).toBe(true)
    expect(trigger.matches(event('UPDATED', {}))).toBe(false)
    expect(parseEvent(`${OPERATIONS}:created`).matches(event('CREATED', {}))).toBe(false)
    expect(parseEvent(`${OPERATIONS}:ALL`).matches(event('CREATED', {}))).toBe(false)
  })

  it('are those of any of several doctypes', () => {
    const trigger = parseEvent(`${OPERATIONS}:CREATED io.cozy.bills:DELETED`)
    expect(trigger.matches(event('DELETED', {}, { doctype: 'io.cozy.bills' }))).toBe(true)
    expect(trigger.matches(event('DELETED', {}))).toBe(false)
  })

  it('are those of one document when values stand without a selector', () => {
    const trigger = parseEvent(`${OPERATIONS}:UPDATED:op1,op2`)
    expect(trigger.matches(event('UPDATED', { _id: 'op2' }))).toBe(true)
    expect(trigger.matches(event('UPDATED', { _id: 'op3' }))).toBe(false)
    expect(trigger.matches(event('UPDATED', {}))).toBe(false)
  })

  it('are those whose field has one of the values, now or before', () => {
    const trigger = parseEvent(`${OPERATIONS}:UPDATED:food,rent:category`)
    expect(trigger.matches(event('UPDATED', { category: 'rent' }))).toBe(true)
    expect(trigger.matches(event('UPDATED', { category: 'fun' }, { before: { category: 'food' } }))).toBe(
      true
    )
    expect(trigger.matches(event('UPDATED', { category: 'fun' }, { before: { category: 'fun' } }))).toBe(
      false
    )
    expect(trigger.matches(event('UPDATED', { category: 'fun' }))).toBe(false)
  })

  it('compare values that are no text as Go prints them', () => {
    expect(
      parseEvent(`${OPERATIONS}:CREATED:true:isComing`).matches(event('CREATED', { isComing: true }))
    ).toBe(true)
    expect(parseEvent(`${OPERATIONS}:CREATED:1e+06:amount`).matches(event('CREATED', { amount: 1e6 }))).toBe(
      true
    )
    expect(parseEvent(`${OPERATIONS}:CREATED:<nil>:label`).matches(event('CREATED', {}))).toBe(true)
  })

  it('see top-level fields alone', () => {
    const trigger = parseEvent(`${OPERATIONS}:CREATED:a:metadata.vendor`)
    expect(trigger.matches(event('CREATED', { metadata: { vendor: 'a' } }))).toBe(false)
    expect(trigger.matches(event('CREATED', { 'metadata.vendor': 'a' }))).toBe(true)
    expect(parseEvent(`${OPERATIONS}:CREATED:x:toString`).matches(event('CREATED', {}))).toBe(false)
  })
})

describe('the value !=', () => {
  const trigger = parseEvent(`${OPERATIONS}:CREATED,UPDATED:!=:category`)

  it('matches an update that changes the field', () => {
    expect(trigger.matches(event('UPDATED', { category: 'a' }, { before: { category: 'b' } }))).toBe(true)
    expect(trigger.matches(event('UPDATED', { category: 'a' }, { before: {} }))).toBe(true)
  })

  it('passes over an update that changes something else', () => {
    expect(
      trigger.matches(event('UPDATED', { category: 'a', n: 1 }, { before: { category: 'a', n: 2 } }))
    ).toBe(false)
    expect(trigger.matches(event('UPDATED', { category: 'a' }))).toBe(false)
  })

  it('takes a creation for a change', () => {
    expect(trigger.matches(event('CREATED', {}))).toBe(true)
  })

  it('is a plain value beside others', () => {
    const beside = parseEvent(`${OPERATIONS}:UPDATED:!=,food:category`)
    expect(beside.matches(event('UPDATED', { category: 'a' }, { before: { category: 'b' } }))).toBe(false)
    expect(beside.matches(event('UPDATED', { category: 'food' }))).toBe(true)
  })
})

describe('files', () => {
  const file = (doc: TriggerEvent['doc'], more: Partial<TriggerEvent> = {}): TriggerEvent => ({
    doctype: 'io.cozy.files',
    verb: 'CREATED',
    doc,
    ...more
  })

  it('match a directory that they lie in, at any depth where it is known', () => {
    const trigger = parseEvent('io.cozy.files:CREATED:dir1')
    expect(trigger.matches(file({ _id: 'f', dir_id: 'dir1' }))).toBe(true)
    expect(trigger.matches(file({ _id: 'f', dir_id: 'dir2' }, { before: { dir_id: 'dir1' } }))).toBe(true)
    expect(trigger.matches(file({ _id: 'f', dir_id: 'dir2' }, { within: ['dir2', 'dir1'] }))).toBe(true)
    expect(trigger.matches(file({ _id: 'f', dir_id: 'dir2' }))).toBe(false)
  })

  it('do not match in the first revision, which the stack writes as trashed', () => {
    const trigger = parseEvent('io.cozy.files:CREATED:dir1')
    expect(trigger.matches(file({ dir_id: 'dir1', trashed: true, _rev: '1-a' }))).toBe(false)
    expect(trigger.matches(file({ dir_id: 'dir1', trashed: true, _rev: '2-a' }))).toBe(true)
  })

  it('are selected by the fields that the stack knows of them', () => {
    const select = (value: string, selector: string, doc: TriggerEvent['doc']) =>
      parseEvent(`io.cozy.files:CREATED:${value}:${selector}`).matches(file(doc))
    expect(select('image/jpg', 'mime', { mime: 'image/jpg' })).toBe(true)
    expect(select('b', 'tags', { tags: ['a', 'b'] })).toBe(true)
    expect(select('x1', 'referenced_by', { referenced_by: [{ type: 'io.cozy.bills', id: 'x1' }] })).toBe(true)
    expect(
      select('io.cozy.bills/x1', 'referenced_by', { referenced_by: [{ type: 'io.cozy.bills', id: 'x1' }] })
    ).toBe(true)
    expect(select('3', 'size', { size: '3' })).toBe(false)
  })

  it('have a full reference only elsewhere', () => {
    const trigger = parseEvent(`${OPERATIONS}:CREATED:io.cozy.bills/x1,x2:referenced_by`)
    const refer = (id: string) => event('CREATED', { referenced_by: [{ type: 'io.cozy.bills', id }, 'odd'] })
    expect(trigger.matches(refer('x1'))).toBe(true)
    expect(trigger.matches(refer('x2'))).toBe(false)
    expect(trigger.matches(event('CREATED', {}))).toBe(false)
  })
})

describe('in words', () => {
  it.each([
    [`${OPERATIONS}:CREATED`, 'when an operation is created'],
    ['io.cozy.bills', 'when a bill is created, updated or deleted'],
    ['io.cozy.bills:CREATED io.cozy.files:DELETED', 'when a bill is created or a file is deleted'],
    [
      `${OPERATIONS}:CREATED:food,rent:category`,
      'when an operation whose category is food or rent is created'
    ],
    [`${OPERATIONS}:UPDATED:!=:category`, 'when the category of an operation changes'],
    [
      `${OPERATIONS}:UPDATED,CREATED:!=:label`,
      'when the label of an operation changes or an operation is created'
    ],
    ['io.cozy.files:UPDATED:dir1', 'when the file dir1 is updated'],
    ['com.example.categories:CREATED', 'when a category is created'],
    ['com.example.boxes:CREATED', 'when a box is created'],
    ['com.example.status:CREATED', 'when a status is created']
  ])('%s is said as: %s', (text, words) => {
    expect(parseEvent(text).describe()).toBe(words)
  })
})

describe('what the stack accepts in silence', () => {
  it.each([
    ['io.cozy.bills:create', 'there is no verb "create", it never matches: did you mean CREATED?'],
    [
      'io.cozy.bills:TOUCHED',
      'there is no verb "TOUCHED", it never matches: the verbs are CREATED, UPDATED, DELETED'
    ],
    ['io.cozy.bills:', 'an empty verb never matches: leave the verbs out to match all'],
    [
      'io.cozy.bills:ALL',
      'the verb ALL never matches: leave the verbs out, or write "CREATED,UPDATED,DELETED"'
    ],
    ['io.cozy.bank.*', '"io.cozy.bank.*" never matches: name each doctype, an event has no wildcards'],
    ['io.cozy.bills:UPDATED:!=', '"!=" needs a selector'],
    ['io.cozy.bills:UPDATED:', 'an empty value without a selector never matches'],
    ['io.cozy.bills:UPDATED:!=,a:b', '"!=" beside other values is taken for a plain value'],
    ['io.cozy.bills:CREATED:!=:b', '"!=" says nothing without the verb UPDATED'],
    ['io.cozy.bills:CREATED:a:b.c', 'nested fields cannot be selected'],
    [
      'io.cozy.files:CREATED:a:size',
      'of io.cozy.files only type, name, mime, class, tags, referenced_by can be selected'
    ]
  ])('%s has a warning', (text, warning) => {
    expect(parseEvent(text).warnings).toEqual([expect.stringContaining(warning)])
  })

  it('is not a sound event', () => {
    expect(
      parseEvent(`${OPERATIONS}:CREATED,UPDATED:!=:category io.cozy.files:DELETED:image/jpg:mime`).warnings
    ).toEqual([])
  })
})
