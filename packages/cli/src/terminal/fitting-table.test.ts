import { describe, expect, it } from '@jest/globals'
import { fittingTable } from './fitting-table.js'
import { createTerminal } from './terminal.js'

const HEAD = ['id', 'job', 'memory', 'why']
const ROWS = [
  ['2b001c02', 'garden/water', '39 MB', 'io.cozy.plants/37d7db76bf649e42d2eb7b8ffb0049ec was created']
]

const shown = (columns: number | undefined, optional: string[] = []): string[] => {
  const stream = { write: () => undefined, ...(columns !== undefined && { columns }) }
  return fittingTable(HEAD, ROWS, createTerminal(stream, stream, false), optional).split('\n')
}

describe('a table in a terminal', () => {
  it('is whole where there is room, and in a pipe', () => {
    for (const columns of [100, undefined]) {
      expect(shown(columns, ['memory'])[1]).toBe(ROWS[0]!.join('  ').replace('39 MB', '39 MB '))
    }
  })

  it('leaves out what is less worth, then cuts what is widest', () => {
    expect(shown(84, ['memory'])).toEqual([
      'id        job           why',
      '2b001c02  garden/water  io.cozy.plants/37d7db76bf649e42d2eb7b8ffb0049ec was created'
    ])
    expect(shown(50, ['memory'])[1]).toBe('2b001c02  garden/water  io.cozy.plants/37d7db76bf…')
  })

  it('never cuts the first column', () => {
    expect(shown(44)).toEqual([
      'id        job           memory  why',
      '2b001c02  garden/water  39 MB   io.cozy.pla…'
    ])
  })

  it('becomes a block of lines for each row where nothing can be read any more', () => {
    expect(shown(24)).toEqual([
      'id      2b001c02',
      'job     garden/water',
      'memory  39 MB',
      'why     io.cozy.plants/37d7db76bf649e42d2eb7b8ffb0049ec',
      '        was created'
    ])
  })
})
