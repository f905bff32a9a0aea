import { describe, expect, it } from '@jest/globals'
import { TermWriter } from './external-term.js'

const written = (value: unknown): string => {
  const writer = new TermWriter()
  writer.json(value)
  return writer.written().toString('hex')
}

describe('a JSON value as an external term', () => {
  // The right column is what `term_to_binary(Value, [{minor_version, 1}])` of Erlang/OTP 25 gives after its first byte.
  it.each([
    [{}, '68016a'],
    [[], '6a'],
    [null, '6400046e756c6c'],
    [true, '64000474727565'],
    [255, '61ff'],
    [256, '6200000100'],
    [-1, '62ffffffff'],
    [2147483647, '627fffffff'],
    [-2147483648, '6280000000'],
    [2147483648, '6e040000000080'],
    [-2147483649, '6e040101000080'],
    [123456789012345680000, '6e09008070362f819f4eb106'],
    [1e21, '46444b1ae4d6e2ef50'],
    [0.5, '463fe0000000000000'],
    [-2.5, '46c004000000000000'],
    ['', '6d00000000'],
    ['a', '6d0000000161'],
    ['é€', '6d00000005c3a9e282ac'],
    [[1, 2, 255], '6b00030102ff'],
    [[1, 256], '6c00000002610162000001006a'],
    [{ b: [], a: 'x' }, '68016c0000000268026d00000001626a68026d00000001616d00000001786a'],
    [[0.5], '6c00000001463fe00000000000006a']
  ])('%j is what Erlang writes', (value, term) => {
    expect(written(value)).toBe(term)
  })

  it('takes texts and lists of any length, nested as deep as they like', () => {
    const long = 'aé'.repeat(40_000)
    expect(written(long)).toBe(`6d${(120_000).toString(16).padStart(8, '0')}${'61c3a9'.repeat(40_000)}`)
    const many = Array.from({ length: 65_536 }, () => 1)
    expect(written(many)).toBe(`6c00010000${'6101'.repeat(65_536)}6a`)
    let deep: unknown[] = []
    for (let i = 0; i < 50_000; i++) deep = [deep]
    expect(written(deep)).toBe(`${'6c00000001'.repeat(50_000)}6a${'6a'.repeat(50_000)}`)
  })
})
