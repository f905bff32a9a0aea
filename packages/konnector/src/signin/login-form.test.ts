import { describe, expect, it } from '@jest/globals'
import { load } from 'cheerio'
import { fillForm, type FilledForm, type FormChoice } from './login-form.js'

const fill = (html: string, choice: Partial<FormChoice> = {}): FilledForm =>
  fillForm(load(html), 'https://a.example/dir/login?x=1', {
    formSelector: 'form',
    formData: {},
    button: true,
    ...choice
  })
const sent = (html: string, choice?: Partial<FormChoice>): string =>
  fill(`<form>${html}</form>`, choice)
    .pairs.map(pair => pair.join('='))
    .join('&')

describe('what a form sends', () => {
  it.each([
    ['<input name=a value=1><input name=a value=2><input value=3><input name=b>', 'a=1&a=2&b='],
    [
      '<input type=checkbox name=a><input type=checkbox name=b checked><input type=checkbox name=c value=x checked>',
      'b=on&c=x'
    ],
    ['<input type=radio name=a value=1><input type=radio name=a value=2 checked>', 'a=2'],
    ['<select name=a><option value=1>one<option>two</select>', 'a=1'],
    ['<select name=a><option disabled>pick<option value=2>two</select>', 'a=2'],
    ['<select name=a><option value=1><option value=2 selected></select>', 'a=2'],
    [
      '<select name=a multiple><option selected> x  y <option><option selected value=z></select>',
      'a=x y&a=z'
    ],
    ['<select name=a multiple><option>x</select>', ''],
    ['<textarea name=a>one\ntwo</textarea>', 'a=one\r\ntwo'],
    [
      '<input name=a disabled><fieldset disabled><legend><input name=b value=1></legend><input name=c></fieldset>',
      'b=1'
    ],
    ['<input type=file name=a><input type=reset name=b value=1><input type=button name=c value=1>', ''],
    [
      '<input name=a value=1><button type=button name=x>no</button><button name=go value=1>a</button><button name=other>b</button>',
      'a=1&go=1'
    ],
    ['<input type=submit name=go value=In>', 'go=In'],
    ['<button name=go value=1 disabled>a</button><button name=b>b</button>', '']
  ])('%s', (html, pairs) => {
    expect(sent(html)).toBe(pairs)
  })

  it('has no button where nobody presses it', () => {
    expect(sent('<input name=a value=1><button name=go value=1></button>', { button: false })).toBe('a=1')
  })

  it('has the given values in their places, several of one name, and none that are taken away', () => {
    const html =
      '<input name=a value=1><input name=b value=2><input name=c value=3><input type=checkbox name=d>'
    expect(sent(html, { formData: { d: 'on', b: ['x', 'y'], c: null, e: 5 } })).toBe('a=1&b=x&b=y&d=on&e=5')
  })

  it('has what stands elsewhere and names it, and nothing of another form', () => {
    const html =
      '<form id=f><input name=a value=1></form><input name=b value=2 form=f><form><input name=c></form><input name=d>'
    expect(fill(html, { formSelector: '#f' }).pairs).toEqual([
      ['a', '1'],
      ['b', '2']
    ])
  })
})

describe('where a form goes', () => {
  it.each([
    ['<form>', 'https://a.example/dir/login?x=1'],
    ['<form action="">', 'https://a.example/dir/login?x=1'],
    ['<form action=" send?y ">', 'https://a.example/dir/send?y'],
    ['<form action="?y">', 'https://a.example/dir/login?y'],
    ['<form action="//b.example/x">', 'https://b.example/x'],
    ['<base href="/other/"><form action="send">', 'https://a.example/other/send'],
    ['<base href="/other/"><form>', 'https://a.example/dir/login?x=1'],
    ['<form action="/a"><button formaction="/b" formmethod=get>x</button>', 'https://a.example/b']
  ])('%s', (html, url) => {
    expect(fill(html).url).toBe(url)
  })

  it('is not a script', () => {
    expect(() => fill('<form action="javascript:void(0)">')).toThrow('INVALID_FORM')
  })

  it('is said with its method, its way of sending and its charset', () => {
    expect(
      fill('<form method=GET accept-charset="iso-8859-1 utf-8" enctype="multipart/form-data">')
    ).toMatchObject({
      method: 'GET',
      multipart: true,
      charset: 'iso-8859-1'
    })
    expect(fill('<form>')).toMatchObject({ method: 'POST', multipart: false, charset: undefined })
  })
})
