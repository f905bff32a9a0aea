import { describe, expect, it } from '@jest/globals'
import { mimeOf } from './mime.js'

describe('the type of a file', () => {
  it.each([
    ['bill.pdf', 'application/pdf', 'pdf'],
    ['BILL.PDF', 'application/pdf', 'pdf'],
    ['year.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'spreadsheet'],
    ['letter.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'text'],
    ['talk.odp', 'application/vnd.oasis.opendocument.presentation', 'slide'],
    ['plan.odg', 'application/vnd.oasis.opendocument.graphics', 'slide'],
    ['song.mp3', 'audio/mpeg', 'audio'],
    ['film.mp4', 'video/mp4', 'video'],
    ['all.tar', 'application/x-tar', 'zip'],
    ['page.html', 'text/html', 'code'],
    ['link.url', 'application/internet-shortcut', 'shortcut'],
    ['.png', 'image/png', 'image'],
    ['what.ever', 'application/octet-stream', 'files'],
    ['none', 'application/octet-stream', 'files'],
    ['constructor', 'application/octet-stream', 'files']
  ])('is told by its name where nothing else tells it: %s', (name, mime, kind) => {
    expect(mimeOf('', name)).toEqual({ mime, class: kind })
    expect(mimeOf('application/octet-stream', name)).toEqual({ mime, class: kind })
  })

  it('is the one that came with it, but for a shortcut', () => {
    expect(mimeOf('text/csv; charset=utf-8', 'a.pdf')).toEqual({ mime: 'text/csv', class: 'text' })
    expect(mimeOf('text/plain', 'a.url')).toEqual({
      mime: 'application/internet-shortcut',
      class: 'shortcut'
    })
  })
})
