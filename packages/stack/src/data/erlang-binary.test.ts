import { describe, expect, it } from '@jest/globals'
import { tupleToBinary } from './erlang-binary.js'

const hex = (value: unknown): string => tupleToBinary([value]).toString('hex')

describe('a JSON value as an Erlang term', () => {
  it.each([
    ['é', '6d00000002c3a9'],
    [0, '6100'],
    [255, '61ff'],
    [256, '6200000100'],
    [-1, '62ffffffff'],
    [2 ** 31, '6e040000000080'],
    [-(2 ** 31) - 1, '6e040101000080'],
    [1.5, '463ff8000000000000'],
    [true, '64000474727565'],
    [null, '6400046e756c6c'],
    [[], '6a'],
    [[1], '6c0000000161016a'],
    [{}, '68016a'],
    [{ a: 1 }, '68016c0000000168026d000000016161016a']
  ])('%j', (value, bytes) => {
    expect(hex(value)).toBe(`836801${bytes}`)
  })
})
