import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { render, TemplateError } from './render.js'

const DATA = { env: { PORT: '8081', SECRET: 'a-secret' }, cpus: 4 }
const filled = (template: string): string => render(template, DATA).text

const refusal = (template: string) => {
  try {
    return filled(template)
  } catch (error) {
    return error instanceof TemplateError ? { at: error.offset, why: error.message } : error
  }
}

describe('a template', () => {
  it.each([
    ['port: {{.Env.PORT}}', 'port: 8081'],
    ['port: {{ .Env.PORT }} # {{.NumCPU}}', 'port: 8081 # 4'],
    ['a variable that is absent is empty: [{{.Env.ABSENT}}]', 'a variable that is absent is empty: []'],
    ['{{index .Env "PORT"}}', '8081'],
    ['{{or .Env.ABSENT "9"}} {{.Env.ABSENT | or "x"}} {{and .Env.PORT "y"}}', '9 x y'],
    ['{{mul .NumCPU 4}} {{add 1 2 3}} {{sub 5 3}} {{div 7 2}} {{mod 7 2}}', '16 6 2 3 1'],
    ['{{add (mul 2 .NumCPU) "1"}} {{.NumCPU | mul 2 | add 1}}', '9 9'],
    ['{{"{{"}} and {{" and "}} {{`}}`}}', '{{ and  and  }}'],
    ['a {{- .Env.PORT -}} b', 'a8081b'],
    ['{{/* not\nshown */}}x', 'x'],
    ['no braces { at } all', 'no braces { at } all']
  ])('%j is %j', (template, text) => {
    expect(filled(template)).toBe(text)
  })

  it.each([
    ['a\n{{.Env.PORT', { at: 2, why: '"{{" begins a template, and its "}}" is missing' }],
    ['{{}}', { at: 0, why: 'in {{}}, there is nothing between the braces' }],
    ['{{.Env}}', { at: 0, why: 'in {{.Env}}, .Env is no value: name one of it, such as .Env.HOME' }],
    ['{{.Env.PORT 1}}', { at: 0, why: 'in {{.Env.PORT 1}}, a value takes no arguments' }],
    ['{{div 1 0}}', { at: 0, why: 'in {{div 1 0}}, nothing can be divided by 0' }],
    ['{{(add 1 2}}', { at: 0, why: 'in {{(add 1 2}}, a ) is missing' }],
    ['{{add 1 2)}}', { at: 0, why: 'in {{add 1 2)}}, a ( is missing' }],
    ['{{%}}', { at: 0, why: 'in {{%}}, nobody knows what "%" means' }]
  ])('%j is refused', (template, expected) => {
    expect(refusal(template)).toEqual(expected)
  })

  it.each(['{{if .Env.PORT}}a{{end}}', '{{.env.PORT}}', '{{constructor}}', '{{.Env.A.B}}'])(
    '%j is refused, and what it takes is named',
    template => {
      expect(refusal(template)).toMatchObject({
        why: expect.stringContaining('; it takes .Env.NAME, .NumCPU, add,')
      })
    }
  )

  it('knows where each part of its text comes from', () => {
    const template = 'a: {{.Env.PORT}}\nb: {{.Env.ABSENT}}x'
    const { text, originOf } = render(template, DATA)
    expect(originOf(text.indexOf('8081'))).toBe(template.indexOf('{{'))
    expect(originOf(text.indexOf('b:'))).toBe(template.indexOf('b:'))
    expect(originOf(text.indexOf('x'))).toBe(template.indexOf('x'))
  })

  it('knows what was filled in', () => {
    const { isFilledIn } = render('a: {{.Env.PORT}} b', DATA)
    expect([isFilledIn(0, 3), isFilledIn(0, 4), isFilledIn(3, 7), isFilledIn(7, 9)]).toEqual([
      false,
      true,
      true,
      false
    ])
  })

  it('is either filled in or refused in words, whatever it holds', () => {
    const part = fc.constantFrom(
      '{{',
      '}}',
      '.Env.PORT',
      '"',
      '`',
      '\\',
      '(',
      ')',
      '|',
      '-',
      ' ',
      'add',
      '1',
      '/*'
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), parts => {
        const outcome = refusal(parts.join(''))
        expect(outcome).not.toBeInstanceOf(Error)
      })
    )
  })
})
