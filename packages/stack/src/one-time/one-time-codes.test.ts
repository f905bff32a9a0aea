import { describe, expect, it } from '@jest/globals'
import type { Instance } from '../instances/api.js'
import { OneTimeCodes } from './one-time-codes.js'

const ALICE = { prefix: 'alice' } as Instance
const BOB = { prefix: 'bob' } as Instance

const at = (minute: number): Date => new Date(minute * 60_000)

const LIFETIME = 10 * 60_000

describe('a code', () => {
  it('is good for its instance, its purpose and its time', () => {
    const codes = new OneTimeCodes()
    const code = codes.createCode(ALICE, 'one', LIFETIME, at(0))
    expect(code).toMatch(/^\d{6}$/)
    expect(codes.checkCode(ALICE, 'one', code, at(9))).toBe(true)
    expect(codes.checkCode(BOB, 'one', code, at(9))).toBe(false)
    expect(codes.checkCode(ALICE, 'two', code, at(9))).toBe(false)
    expect(codes.checkCode(ALICE, 'one', code, at(10))).toBe(false)
  })

  it('is good no more after another for the same, after ten wrong ones, and once it is dropped', () => {
    const codes = new OneTimeCodes()
    const first = codes.createCode(ALICE, 'one', LIFETIME, at(0))
    let second = first
    while (second === first) second = codes.createCode(ALICE, 'one', LIFETIME, at(0))
    expect(codes.checkCode(ALICE, 'one', first, at(1))).toBe(false)
    for (let tries = 0; tries < 8; tries++) expect(codes.checkCode(ALICE, 'one', 'wrong', at(1))).toBe(false)
    expect(codes.checkCode(ALICE, 'one', second, at(1))).toBe(true)
    expect(codes.checkCode(ALICE, 'one', 'wrong', at(1))).toBe(false)
    expect(codes.checkCode(ALICE, 'one', second, at(1))).toBe(false)
    const third = codes.createCode(ALICE, 'one', LIFETIME, at(1))
    codes.dropCode(ALICE, 'one')
    expect(codes.checkCode(ALICE, 'one', third, at(1))).toBe(false)
  })
})

describe('a token', () => {
  it('is good beside others for the same, in its time', () => {
    const codes = new OneTimeCodes()
    const tokens = [1, 2].map(() => codes.createToken(ALICE, 'one', LIFETIME, at(0)))
    expect(tokens.map(token => codes.checkToken(ALICE, 'one', token, at(9)))).toEqual([true, true])
    expect(codes.checkToken(BOB, 'one', tokens[0]!, at(9))).toBe(false)
    expect(codes.checkToken(ALICE, 'two', tokens[0]!, at(9))).toBe(false)
    expect(codes.checkToken(ALICE, 'one', tokens[0]!, at(10))).toBe(false)
    expect(codes.checkToken(ALICE, 'one', '', at(0))).toBe(false)
  })
})
