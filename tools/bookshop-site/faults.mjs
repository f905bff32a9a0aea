import { pageAnswer } from '../provider-site/html-page.mjs'
import { maintenancePage } from './pages.mjs'

const isPdf = ({ path }) => path.endsWith('.pdf')

/** Half of a file, though the whole was promised: then the connection breaks. */
const breakOff = (answer, response) => {
  const { headers, body } = answer
  response.writeHead(200, { ...headers, 'content-length': body.length })
  response.write(body.subarray(0, body.length >> 1), () => response.destroy())
}

const inWindows1252 = text =>
  Buffer.from(
    text.replaceAll('€', '\x80').replaceAll('’', '\x92').replaceAll('œ', '\x9c').replaceAll('–', '\x96'),
    'latin1'
  )

/**
 * Everything that can go wrong with the site, by name. `before` answers in place of the site; `after` spoils what it has
 * answered. What a page itself does otherwise is its own: `changed-form`, `changed-list`, `captcha`.
 *
 * @type {Record<string, {
 *   before?: (request: import('../provider-site/serve-site.mjs').SiteRequest, count: number) => import('../provider-site/serve-site.mjs').SiteAnswer | 'silence' | undefined,
 *   after?: (answer: any, request: import('../provider-site/serve-site.mjs').SiteRequest, response: import('node:http').ServerResponse) => import('../provider-site/serve-site.mjs').SiteAnswer | undefined
 * }>}
 */
export const FAULTS = {
  none: {},
  down: { before: () => pageAnswer(maintenancePage(), 503) },
  slow: { before: () => 'silence' },
  'changed-form': {},
  'changed-list': {},
  captcha: {},
  'html-for-json': {
    before: ({ path }) => (path.endsWith('.json') ? pageAnswer(maintenancePage()) : undefined)
  },
  'busy-for-a-moment': {
    before: ({ path }, count) =>
      path === '/account/bills' && count % 3 === 0
        ? { status: 429, headers: { 'retry-after': '0' }, body: 'Slowly, please' }
        : undefined
  },
  busy: { before: () => ({ status: 429, headers: { 'retry-after': '86400' }, body: 'Come back tomorrow' }) },
  'cut-files': {
    after: (answer, request, response) => (isPdf(request) ? breakOff(answer, response) : answer)
  },
  'half-files': {
    after: (answer, request) =>
      isPdf(request) ? { ...answer, body: answer.body.subarray(0, answer.body.length >> 1) } : answer
  },
  'html-files': { before: request => (isPdf(request) ? pageAnswer(maintenancePage()) : undefined) },
  'windows-1252': {
    after: answer =>
      typeof answer.body === 'string' && answer.headers?.['content-type']?.startsWith('text/html')
        ? {
            ...answer,
            headers: { ...answer.headers, 'content-type': 'text/html' },
            body: inWindows1252(answer.body.replace('charset="utf-8"', 'charset="windows-1252"'))
          }
        : answer
  }
}
