import { describe, expect, it } from '@jest/globals'
import type { FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { bindBody } from './bind-json.js'

const SHAPE = { name: 'string', count: 'int', force: 'bool' } as const

const bind = (text: string, type = 'application/json', options = {}) => {
  const headers = { 'content-type': type }
  const body = text === '' ? undefined : Readable.from([Buffer.from(text)])
  return bindBody({ headers, body } as unknown as FastifyRequest, SHAPE, options)
}

const EMPTY = { name: '', count: 0, force: false }

describe('a body that is bound', () => {
  it.each([
    ['{"name":"a","count":3,"force":true}', { name: 'a', count: 3, force: true }],
    ['{"NAME":"a","other":1}', { ...EMPTY, name: 'a' }],
    ['{"name":null}', EMPTY],
    ['null', EMPTY],
    ['{} and what follows', EMPTY],
    ['', EMPTY]
  ])('%s', async (text, bound) => {
    expect(await bind(text)).toEqual(bound)
  })

  it('is a form where the struct has names for it, and empty where it has none', async () => {
    const type = 'application/x-www-form-urlencoded'
    const text = 'name=a+b&count=7&force=true'
    expect(await bind(text, type, { form: true })).toEqual({ name: 'a b', count: 7, force: true })
    expect(await bind(text, type)).toEqual(EMPTY)
    await expect(bind('count=x', type, { form: true })).rejects.toMatchObject({ status: 400 })
  })

  it.each([
    ['{"name":1}', 400, 'Unmarshal type error: expected=string, got=number, field=name, offset=9'],
    ['{"count":"x"}', 400, 'Unmarshal type error: expected=int, got=string, field=count, offset=12'],
    ['{', 400, 'unexpected EOF']
  ])('is refused in the words of Echo: %s', async (text, status, message) => {
    await expect(bind(text)).rejects.toMatchObject({ status, message })
  })

  it('is refused with the name of the struct where it has one', async () => {
    const options = { struct: 'web.nameParameters' }
    await expect(bind('[]', undefined, options)).rejects.toMatchObject({
      words: expect.stringContaining(
        'internal=json: cannot unmarshal array into Go value of type web.nameParameters'
      )
    })
    await expect(bind('{"name":1}', undefined, options)).rejects.toMatchObject({
      words: expect.stringContaining('into Go struct field nameParameters.name of type string')
    })
  })

  it('is refused as another content type', async () => {
    await expect(bind('x', 'text/plain')).rejects.toMatchObject({
      status: 415,
      words: 'code=415, message=Unsupported Media Type'
    })
  })
})
