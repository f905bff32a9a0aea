import { jsonAnswer, pageAnswer, redirectTo } from '../provider-site/html-page.mjs'
import { serveSite } from '../provider-site/serve-site.mjs'
import { writePdf } from '../provider-site/write-pdf.mjs'
import { amountText, BILLS, findBill } from './bills.mjs'
import { FAULTS } from './faults.mjs'
import { accountPage, billsPage, codePage, loginPage, SHOP } from './pages.mjs'
import { createSessions } from './sessions.mjs'

const withHeaders = (answer, headers) => ({ ...answer, headers: { ...answer.headers, ...headers } })

const pdfAnswer = ({ ref, date, title, cents }) => ({
  headers: { 'content-type': 'application/pdf' },
  body: writePdf([SHOP, `Bill ${ref} of ${date}`, title, amountText(cents).replace('€', 'EUR')])
})

/**
 * The bookshop's site, on loopback.
 *
 * @param {object} options
 * @param {Record<string, string>} options.accounts login → password
 * @param {boolean} [options.twoFactor] asks for a code after the password
 * @param {(code: string) => void} [options.onCode] told of each code, as an e-mail would
 * @param {number} [options.sessionLength] requests after which a session ends
 * @param {string} [options.fault] one of {@link FAULTS}
 * @param {number} [options.port]
 */
export const startBookshop = async ({ accounts, port, ...options }) => {
  const state = { fault: 'none', twoFactor: false, sessionLength: Infinity, ...options }
  const sessions = createSessions()
  let count = 0

  const openPage = (request, answer) => (sessions.open(request.cookies) ? answer() : redirectTo('/login'))

  const showLogin = ({ cookies }, message, status) => {
    const { session, headers } = sessions.of(cookies)
    const shape = { captcha: state.fault === 'captcha', changed: state.fault === 'changed-form' }
    return withHeaders(pageAnswer(loginPage({ csrf: session.csrf, message, ...shape }), status), headers)
  }

  const enter = (session, login) => {
    Object.assign(session, { login, open: true, left: state.sessionLength, code: undefined })
    return redirectTo('/account')
  }

  const logIn = request => {
    const { session } = sessions.of(request.cookies)
    if (!sessions.takeCsrf(session, request.form.get('csrf')))
      return showLogin(request, 'This page was too old.', 400)
    const login = request.form.get('email') ?? ''
    const right = Object.hasOwn(accounts, login) && accounts[login] === request.form.get('password')
    if (!right || state.fault === 'captcha') return showLogin(request, 'E-mail or password are not right.')
    if (!state.twoFactor) return enter(session, login)
    Object.assign(session, { login, code: sessions.drawCode() })
    state.onCode?.(session.code)
    return redirectTo('/login/code')
  }

  const takeCode = request => {
    const { session } = sessions.of(request.cookies)
    const good = sessions.takeCsrf(session, request.form.get('csrf'))
    if (good && session.code !== undefined && request.form.get('code') === session.code)
      return enter(session, session.login)
    return pageAnswer(codePage({ csrf: session.csrf, message: 'This code is not right.' }))
  }

  const routes = {
    'GET /': () => redirectTo('/account'),
    'GET /login': request => showLogin(request),
    'POST /login': logIn,
    'GET /login/code': ({ cookies }) => {
      const { session } = sessions.of(cookies)
      return session.code === undefined ? redirectTo('/login') : pageAnswer(codePage(session))
    },
    'POST /login/code': takeCode,
    'GET /logout': ({ cookies }) => {
      sessions.end(cookies)
      return redirectTo('/login')
    },
    'GET /account': request =>
      openPage(request, () => pageAnswer(accountPage(sessions.of(request.cookies).session))),
    'GET /account/years.json': request => openPage(request, () => jsonAnswer({ years: [...BILLS.keys()] })),
    'GET /account/bills': request =>
      openPage(request, () =>
        pageAnswer(
          billsPage({
            year: Number(request.query.get('year')),
            number: Number(request.query.get('page') ?? 1),
            changed: state.fault === 'changed-list'
          })
        )
      )
  }

  const answer = request => {
    const route = routes[`${request.method} ${request.path}`]
    if (route) return route(request)
    const bill = findBill(/^\/account\/bills\/(.+)\.pdf$/.exec(request.path)?.[1])
    if (bill) return openPage(request, () => pdfAnswer(bill))
    return pageAnswer('<!doctype html><title>Not found</title>', 404)
  }

  const site = await serveSite((request, response) => {
    const { before, after } = FAULTS[state.fault] ?? {}
    const early = before?.(request, count++)
    if (early === 'silence') return undefined
    const given = early ?? answer(request)
    return after ? after(given, request, response) : given
  }, port)
  return {
    ...site,
    /** Changes what goes wrong from now on, and whether a code is asked for. */
    set: changes => void Object.assign(state, changes),
    endSessions: () => sessions.endAll()
  }
}
