import { expect, it } from '@jest/globals'
import { GENERATORS } from '../generators.js'
import { overview } from '../run/overview.js'
import { parseFlags } from './flags.js'
import { helpText } from './help.js'

const NAMES = GENERATORS.map(({ name }) => name)
const specOf = (name: string) => GENERATORS.find(each => each.name === name)!.load()
const longest = (text: string): number => Math.max(...text.split('\n').map(line => line.length))

it.each(NAMES)('the help of %s fits 80 columns, and has examples that can be typed', async name => {
  const spec = await specOf(name)
  const help = helpText(spec, `generator-cozy ${name}`)
  expect(longest(help)).toBeLessThanOrEqual(80)
  expect(spec.examples.length).toBeGreaterThan(0)
  for (const example of spec.examples) {
    expect(help).toContain(`\n  generator-cozy ${name} ${example}`)
    const words = [...example.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word)
    const follower = words.includes('--with') ? (await specOf('service')).questions : []
    expect(parseFlags([...spec.questions, ...follower], words)).not.toHaveProperty('problem')
  }
})

it('what is said of a flag hangs beside it', async () => {
  const lines = helpText(await specOf('konnector'), 'generator-cozy konnector').split('\n')
  const at = lines.findIndex(line => line.startsWith('  --fields FIELD'))
  const column = lines[at]?.indexOf('Further inputs') ?? -1
  expect(lines[at + 1]?.search(/\S/)).toBe(column)
  expect(lines[at + 1]).not.toContain('--')
})

it('what is quoted stays in one line', async () => {
  expect(helpText(await specOf('service'), 'yo cozy:service')).toContain('"@cron 0 30 6 * * *"')
})

it('a wider terminal has fewer lines', async () => {
  const spec = await specOf('konnector')
  const [narrow, wide] = [60, 160].map(columns => helpText(spec, 'yo cozy:konnector', columns))
  expect(longest(narrow ?? '')).toBeLessThan(longest(wide ?? ''))
  expect(wide?.split('\n').length).toBeLessThan(narrow?.split('\n').length ?? 0)
})

it.each(['generator-cozy ', 'yo cozy:'])('so fits the list of "%s"', command =>
  expect(longest(overview(command))).toBeLessThanOrEqual(80)
)

it('names its choices once', async () => {
  const help = helpText(await specOf('ci'), 'generator-cozy ci')
  expect(help).not.toMatch(/both: github/)
})
