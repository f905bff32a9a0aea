import { describe, expect, it } from '@jest/globals'
import { parseProgram } from './program.js'

describe('parseProgram', () => {
  it('says where a file is no JavaScript', () => {
    expect(() => parseProgram('let a = ;')).toThrow('Unexpected token (1:8)')
  })
})
