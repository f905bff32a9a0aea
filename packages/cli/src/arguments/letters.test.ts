import { describe, expect, it } from '@jest/globals'
import { COMMANDS } from '../registry/commands.js'
import { findCommand } from '../registry/find.js'
import { readInput } from './read-input.js'
import { tokenize } from './tokens.js'

const read = (line: string) => {
  const { words, options } = tokenize(COMMANDS, line.split(' '))
  const { command, rest } = findCommand(COMMANDS, words)
  return readInput(command, rest, options, 'cozy-jobs')
}

describe('a letter', () => {
  it.each([
    ['files mkdir -p /a/b', { parents: true }, ['/a/b']],
    ['stack -p 3000', { port: 3000 }, []],
    ['files rm -r -f /a', undefined, []],
    ['instances rm -f a.localhost', { force: true }, ['a.localhost']],
    ['jobs logs -f 3f2a', { follow: true }, ['3f2a']]
  ])('is that of the command: %s', (line, options, args) => {
    if (options === undefined) return expect(() => read(line)).toThrow('it has no option -f')
    const input = read(line)
    expect(input.options).toMatchObject(options)
    expect(input.args).toEqual(args)
  })
})

describe('an option that may be given several times', () => {
  it('keeps each of its values, in their order', () => {
    expect(read('data find io.cozy.x -w a=1 --where b>2 --where=-c=3').options['where']).toEqual([
      'a=1',
      'b>2',
      '-c=3'
    ])
    expect(read('data find io.cozy.x').options['where']).toEqual([])
  })
})
