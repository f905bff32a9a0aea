import { describe, expect, it } from '@jest/globals'
import { load } from 'cheerio'
import { startTestContext } from '../testing/test-context.js'
import { createCozyPDFDocument, htmlToPDF } from './html-to-pdf.js'
import { getPdfText, readPdfText } from './pdf-text.js'
import { missingPeer } from './peer.js'
import type { HtmlToPdfOptions } from './write-html.js'

const PAGE = `<body><h1>Bill</h1><script>no()</script><style>a {}</style><p>Dear <b>reader</b>, <span>all <em>well</em></span>
<a href="/more">more</a><a href="javascript:x()">less</a><br>end</p>
<table><thead><tr><th>What</th><th>Price</th></tr></thead>
<tbody><tr><td>Book</td><td>12 euros</td></tr><tr><td>Total</td></tr><tr><td>a</td><td>b</td><td>too much</td></tr></tbody></table>
<table></table><dl><dt>Number</dt><dd>77</dd><dt>Date</dt><dd>2026-03-01</dd></dl>
<ul><li>one</li><li>two</li></ul><td>stray cell</td><form>secret <input value="x"></form></body>`

const pdfOf = async (html: string, options?: HtmlToPdfOptions): Promise<Buffer> => {
  const $ = load(html)
  const document = await createCozyPDFDocument('My bill', 'https://shop.example/bill')
  await htmlToPDF($, document, $('body'), options)
  return document.asBuffer()
}

const wordsOf = async (pdf: Uint8Array): Promise<string> => (await readPdfText(pdf)).text.replace(/\s+/g, ' ')

describe('a PDF made of HTML', () => {
  it('has the words of the page, in its order', async () => {
    const words = await wordsOf(await pdfOf(PAGE, { baseURL: 'https://shop.example/' }))
    expect(words).toMatch(
      /^My bill https:\/\/shop.example\/bill Bill Dear reader *, all well more less end What Price Book 12 euros Total a b Number 77 Date 2026-03-01 one two/
    )
    for (const absent of ['no()', 'secret', 'too much', 'a {}']) expect(words).not.toContain(absent)
  })

  it('has links, absolute ones, and none that run code', async () => {
    const pdf = (await pdfOf(PAGE, { baseURL: 'https://shop.example/' })).toString('latin1')
    expect(pdf).toContain('https://shop.example/more')
    expect(pdf).not.toContain('javascript:')
    expect((await pdfOf(PAGE)).toString('latin1')).not.toContain('/more')
  })

  it('leaves out what the filter refuses', async () => {
    const words = await wordsOf(await pdfOf(PAGE, { filter: $element => !$element.is('table, dl') }))
    expect(words).not.toContain('Book')
    expect(words).toContain('one two')
  })
})

describe('the text of a PDF in the Cozy', () => {
  it('whole, or by page', async () => {
    const test = await startTestContext()
    const [folder] = await test.ctx.stack.files.find({ selector: { name: 'Bills' }, index: ['name'] })
    const upload = async (name: string, content: Uint8Array): Promise<string> =>
      (
        await test.ctx.stack.files.upload({
          name,
          dirId: String(folder?._id),
          content,
          type: 'application/pdf'
        })
      )._id
    const id = await upload('bill.pdf', await pdfOf(PAGE))
    const broken = await upload('broken.pdf', Buffer.from('%PDF-1.4 and then the line broke'))

    const text = await getPdfText(test.ctx, id)
    expect(text.text).toContain('12 euros')
    expect(text[1]?.some(({ str }) => str.includes('Book'))).toBe(true)
    expect(Object.keys(await getPdfText(test.ctx, id, { pages: 1 }))).toEqual(['1', 'text'])
    await expect(getPdfText(test.ctx, id, { pages: [7] })).rejects.toThrow(
      `Failed to read the text of the file ${id}`
    )
    await expect(getPdfText(test.ctx, broken)).rejects.toThrow(
      `Failed to read the text of the file ${broken}`
    )
    await test.close()
  })
})

it('a missing library is named, with what to do', () => {
  expect(missingPeer('pdfjs', 'write a PDF', undefined).message).toBe(
    'Failed to write a PDF: the library pdfjs is not there. Add it to the konnector: npm install pdfjs'
  )
})
