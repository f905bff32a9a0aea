import { escapeHtml, htmlPage } from '../provider-site/html-page.mjs'
import { amountText, BILLS, PAGE_LENGTH } from './bills.mjs'

export const SHOP = 'La Poule aux livres'

const page = (title, content) => htmlPage(SHOP, title, content)
const alert = message => (message ? `<p role="alert">${escapeHtml(message)}</p>\n` : '')
const hidden = csrf => `<input type="hidden" name="csrf" value="${csrf}">`

export const loginPage = ({ csrf, message = '', captcha = false, changed = false }) =>
  page(
    'Sign in',
    `${alert(message)}<form id="${changed ? 'customer' : 'login'}" method="post" action="/login">
${hidden(csrf)}
<label>E-mail <input name="email" type="email" autocomplete="username" required></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
${captcha ? '<div class="captcha" data-sitekey="bookshop-1">Show that you are a person.</div>' : ''}
<button>Sign in</button>
</form>`
  )

export const codePage = ({ csrf, message = '' }) =>
  page(
    'Enter your code',
    `${alert(message)}<p>We have sent you a code by e-mail.</p>
<form id="code" method="post" action="/login/code">
${hidden(csrf)}
<label>Code <input name="code" inputmode="numeric" autocomplete="one-time-code" required></label>
<button>Go on</button>
</form>`
  )

export const accountPage = ({ login }) =>
  page(
    'Your account',
    `<p>Signed in as ${escapeHtml(login)}.</p>
<ul>
${[...BILLS.keys()].map(year => `<li><a href="/account/bills?year=${year}">Bills of ${year}</a></li>`).join('\n')}
</ul>
<p><a href="/logout">Sign out</a></p>`
  )

const row = ({ ref, date, title, cents }) =>
  `<tr class="bill"><td><time datetime="${date}">${date}</time></td><td class="ref">${ref}</td>` +
  `<td class="title">${escapeHtml(title)}</td><td class="amount">${amountText(cents)}</td>` +
  `<td><a href="/account/bills/${ref}.pdf">PDF of ${ref}</a></td></tr>`

export const billsPage = ({ year, number = 1, changed = false }) => {
  const bills = BILLS.get(year) ?? []
  const shown = bills.slice((number - 1) * PAGE_LENGTH, number * PAGE_LENGTH)
  const more = bills.length > number * PAGE_LENGTH
  const rows = shown.map(row).join('\n')
  const table = `<table class="bills">
<thead><tr><th>Date</th><th>Number</th><th>Book</th><th>Amount</th><th>File</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>`
  const next = `<p><a rel="next" href="/account/bills?year=${year}&amp;page=${number + 1}">Older bills</a></p>`
  return page(
    `Bills of ${year}`,
    `${changed ? table.replaceAll('class="', 'class="new-') : table}\n${more ? next : ''}`
  )
}

export const maintenancePage = () => page('Back soon', '<p>We tidy our shelves.</p>')
