import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { TemplateValues } from './expression.js'
import { renderTemplate } from './render.js'
import { TemplateError } from './template-error.js'

const EVIL = `O'Reilly: <b>"x" & \\ +1</b>`

const values: TemplateValues = {
  Name: () => EVIL,
  Domain: () => 'cozy.localhost:8080',
  Empty: () => '',
  Tracking: () => false,
  On: () => true,
  Bar: () => ({ html: '<script src="//x/bar.js"></script>' }),
  Json: () => '{"a":"<&"}'
}

describe('renderTemplate', () => {
  it.each([
    // Between tags, in attributes, in a title: as Go's html/template writes them.
    ['<p>{{.Name}}</p>', '<p>O&#39;Reilly: &lt;b&gt;&#34;x&#34; &amp; \\ &#43;1&lt;/b&gt;</p>'],
    ['<p data-x="{{.Name}}">', '<p data-x="O&#39;Reilly: &lt;b&gt;&#34;x&#34; &amp; \\ &#43;1&lt;/b&gt;">'],
    ["<p data-x='{{.Json}}'>", "<p data-x='{&#34;a&#34;:&#34;&lt;&amp;&#34;}'>"],
    ['<p data-token="{{.Empty}}" x>', '<p data-token="" x>'],
    ['<p data-x={{.Domain}}>', '<p data-x=cozy.localhost:8080>'],
    ['<p data-x={{.Empty}} a>', '<p data-x=ZgotmplZ a>'],
    [
      '<title>{{.Name}}</title>',
      '<title>O&#39;Reilly: &lt;b&gt;&#34;x&#34; &amp; \\ &#43;1&lt;/b&gt;</title>'
    ],
    ['{{.Tracking}} {{.On}}', 'false true'],
    // HTML of the stack itself.
    ['<head>{{.Bar}}</head>', '<head><script src="//x/bar.js"></script></head>'],
    ['<p title="{{.Bar}}">', '<p title="">'],
    // Scripts.
    ['<script>var d = {{.Domain}};</script>', '<script>var d = "cozy.localhost:8080";</script>'],
    [
      '<script>var n = {{.Name}}</script>',
      '<script>var n = "O\'Reilly: \\u003cb\\u003e\\"x\\" \\u0026 \\\\ +1\\u003c/b\\u003e"</script>'
    ],
    [
      "<script>var d = '{{.Name}}'</script>",
      "<script>var d = 'O\\u0027Reilly: \\u003cb\\u003e\\u0022x\\u0022 \\u0026 \\\\ \\u002b1\\u003c\\/b\\u003e'</script>"
    ],
    ['<script>var t = {{.Tracking}}</script>', '<script>var t =  false </script>'],
    [
      '<script>a = 1 / 2 // {{.Name}}\nb = "{{.Domain}}"</script>',
      '<script>a = 1 / 2 \nb = "cozy.localhost:8080"</script>'
    ],
    [
      '<script>if (/["\']/.test(x)) y = {{.Domain}}</script>',
      '<script>if (/["\']/.test(x)) y = "cozy.localhost:8080"</script>'
    ],
    [
      '<script type="application/json">{{.Json}}</script>',
      '<script type="application/json">"{\\"a\\":\\"\\u003c\\u0026\\"}"</script>'
    ],
    [
      '<script type="text/template"><p>{{.Name}}</p></script>',
      '<script type="text/template"><p>O&#39;Reilly: &lt;b&gt;&#34;x&#34; &amp; \\ &#43;1&lt;/b&gt;</p></script>'
    ],
    ['<a onclick="f({{.Domain}})">', '<a onclick="f(&#34;cozy.localhost:8080&#34;)">'],
    // Addresses: one may not become another scheme.
    ['<a href="//{{.Domain}}/x">', '<a href="//cozy.localhost:8080/x">'],
    ['<a href="{{.Domain}}">', '<a href="#ZgotmplZ">'],
    [
      '<a href="/x?q={{.Name}}">',
      '<a href="/x?q=O%27Reilly%3a%20%3cb%3e%22x%22%20%26%20%5c%20%2b1%3c%2fb%3e">'
    ],
    // Styles.
    ['<p style="color: {{.Name}}">', '<p style="color: ZgotmplZ">'],
    // Comments of HTML go away; those of templates too.
    ['a<!-- {{.Name}} -->b{{/* x */}}c', 'abc'],
    // Trimming and conditions.
    ['a {{- .Tracking -}} b', 'afalseb'],
    ['{{if .On}}yes{{else}}no{{end}} {{if not .On}}yes{{else if .Empty}}x{{else}}no{{end}}', 'yes no'],
    [
      '{{if and .On (eq .Domain "cozy.localhost:8080")}}here{{end}}{{if or .Empty .Tracking}}x{{end}}',
      'here'
    ],
    ['no template { at } all }}', 'no template { at } all }}']
  ])('%j', (source, expected) => expect(renderTemplate(source, values)).toBe(expected))

  it.each([
    ['{{.Unknown}}', 'value', 'line 1: there is no variable {{.Unknown}}'],
    ['\n\n{{if .constructor}}x{{end}}', 'value', 'line 3: there is no variable {{.constructor}}'],
    ['a\n{{ item }}', 'syntax', 'line 2: function "item" is not there'],
    ['{{.A', 'syntax', 'line 1: unclosed action'],
    ['{{if .On}}', 'syntax', 'line 1: {{if}} has no {{end}}'],
    ['{{end}}', 'syntax', 'line 1: unexpected {{end}}'],
    ['{{}}', 'syntax', 'line 1: {{}} is not understood'],
    ['{{range .Name}}{{end}}', 'syntax', 'line 1: function "range" is not there'],
    ['{{.On .On}}', 'syntax', 'line 1: {{.On .On}} is not understood']
  ])('refuses %j', (source, code, message) => {
    expect(() => renderTemplate(source, values)).toThrow(expect.objectContaining({ code, message }))
  })

  const places = [
    '<p>@</p>',
    '<p a="@">',
    "<p a='@'>",
    '<a href="@">',
    '<a href="/?@">',
    '<script>x="@"</script>'
  ]
  const marked = [
    ...places,
    "<script>x='@'</script>",
    '<script>x=`@`</script>',
    '<script>x=@</script>',
    '<p a=@ b>',
    '<p style="@">',
    '<a onclick="@">',
    '<a onclick="f(\'@\')">'
  ]

  it('lets no value leave its place', () => {
    const markup = fc.string({
      unit: fc.constantFrom('<', '>', '"', "'", '`', '\\', '/', ' ', '$', '{', 'a', '\n', '=', ';', '\u2028')
    })
    fc.assert(
      fc.property(fc.constantFrom(...marked), markup, (place, value) => {
        const [before = '', after = ''] = place.split('@')
        const page = renderTemplate(place.replace('@', '{{.X}}'), { X: () => value })
        const written = page.slice(before.length, page.length - after.length)
        expect(page.startsWith(before) && page.endsWith(after)).toBe(true)
        expect(written).not.toMatch(/[<>]/)
        if (place.includes('script')) expect(written).not.toContain('\u2028')
        if (place.includes('x=@')) expect(JSON.parse(written)).toBe(value)
        else expect(written).not.toMatch(/["']/)
        if (/["'`]@["'`]<\/script/.test(place))
          expect(written).not.toMatch(/[`\n]|\$\{|(?:^|[^\\])(?:\\\\)*\\$/)
        if (place.includes('a=@')) expect(written).not.toMatch(/[\t\n\f\r `]/)
      }),
      { numRuns: 2000 }
    )
  })

  it('ends, and says what is wrong, whatever the file holds', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '.On',
      'if ',
      'end',
      'else',
      '"',
      '`',
      '<',
      '>',
      '</',
      'script',
      '<!--',
      '-->',
      "'",
      '=',
      '/',
      '\\',
      ' ',
      '-',
      '(',
      ')',
      '|',
      'not',
      '\n',
      '<title>'
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        try {
          expect(typeof renderTemplate(pieces.join(''), values)).toBe('string')
        } catch (error) {
          expect(error).toBeInstanceOf(TemplateError)
        }
      }),
      { numRuns: 3000 }
    )
  })
})
